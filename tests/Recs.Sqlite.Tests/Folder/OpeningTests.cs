using Microsoft.Data.Sqlite;

namespace Recs.Sqlite.Tests.Folder;

public sealed class OpeningTests : IAsyncDisposable
{
    private readonly SqliteHost _host = new(partitions: 4);

    private string File => DataFolder.DatabaseFile(_host.Folder);

    [Fact]
    public async Task The_number_of_partitions_is_fixed_when_the_folder_is_created()
    {
        _ = _host.Installation;
        await _host.CloseAsync();
        var options = _host.Options;
        options.Partitions = 5;

        var error = Assert.Throws<RecsException>(() => SqliteInstallation.Open(options, _host.Clock));

        Assert.Contains("created with 4 partitions", error.Message, StringComparison.Ordinal);
        Assert.Contains("5 were asked for", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, _host.Installation.Partitions);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_what_to_do_and_stays_as_it_was()
    {
        _ = _host.Installation;
        await _host.CloseAsync();
        Execute("PRAGMA user_version = 5");
        var before = System.IO.File.ReadAllBytes(File);

        var error = Assert.Throws<StoredFormatException>(() => _host.Installation);

        Assert.Contains("has schema version 5; this build reads versions 3 and 4. Start the build that wrote it, or a newer one.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Null(DataFolder.FindOwner(_host.Folder));
    }

    [Fact]
    public void Somebody_elses_database_is_refused_and_stays_as_it_was()
    {
        Execute("CREATE TABLE recipes(id)");
        var before = System.IO.File.ReadAllBytes(File);

        var error = Assert.Throws<StoredFormatException>(() => _host.Installation);

        Assert.Contains("not one of Recs", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));

        var error = Assert.Throws<RecsException>(() => _host.Installation);

        Assert.Contains(File, error.Message, StringComparison.Ordinal);
        Assert.Contains("not a database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_creation_was_interrupted_is_created_anew()
    {
        System.IO.File.WriteAllBytes(File, []);

        Assert.Equal(0, await _host.Installation.EventLog.EndAsync(0, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(" ", 1, 1, 1, 1L, "Folder")]
    [InlineData("x", 0, 1, 1, 1L, "Partitions")]
    [InlineData("x", 4097, 1, 1, 1L, "Partitions")]
    [InlineData("x", 1, 0, 1, 1L, "Readers")]
    [InlineData("x", 1, 1, 0, 1L, "MaxWaitingWrites")]
    [InlineData("x", 1, 1, 1, 0L, "MaxBytes")]
    public void An_option_that_cannot_be_used_is_named(string folder, int partitions, int readers, int waiting, long maxBytes, string named)
    {
        var options = new SqliteOptions { Folder = folder, Partitions = partitions, Readers = readers, MaxWaitingWrites = waiting, MaxBytes = maxBytes };

        var error = Assert.Throws<RecsException>(() => SqliteInstallation.Open(options, _host.Clock));

        Assert.StartsWith(named + " is ", error.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
