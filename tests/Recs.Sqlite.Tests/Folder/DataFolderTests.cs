namespace Recs.Sqlite.Tests.Folder;

public sealed class DataFolderTests : IAsyncDisposable
{
    private static readonly Uri Url = new("http://localhost:5080/");

    private readonly SqliteHost _host = new();

    [Fact]
    public void A_free_or_missing_folder_has_no_owner()
    {
        Assert.Null(DataFolder.FindOwner(_host.Folder));
        Assert.Null(DataFolder.FindOwner(Path.Combine(_host.Folder, "missing")));
    }

    [Fact]
    public async Task The_owner_is_found_while_the_folder_is_open()
    {
        _ = _host.Installation;
        Assert.Equal(new DataFolderOwner(Environment.ProcessId, null), DataFolder.FindOwner(_host.Folder));

        _host.Installation.Announce(Url);
        Assert.Equal(new DataFolderOwner(Environment.ProcessId, Url), DataFolder.FindOwner(_host.Folder));

        await _host.CloseAsync();
        Assert.Null(DataFolder.FindOwner(_host.Folder));
    }

    [Fact]
    public async Task Opening_a_folder_in_use_says_who_holds_it_and_where()
    {
        var options = _host.Options;
        options.Url = Url;
        await using var owner = SqliteInstallation.Open(options, _host.Clock);

        var error = Assert.Throws<DataFolderInUseException>(() => _host.Installation);

        Assert.Equal(new DataFolderOwner(Environment.ProcessId, Url), error.Owner);
        Assert.Contains(_host.Folder, error.Message, StringComparison.Ordinal);
        Assert.Contains(Url.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_of_a_dead_process_does_not_count()
    {
        File.WriteAllText(Path.Combine(_host.Folder, DataFolder.LockFile), "");
        DataFolder.WriteOwner(_host.Folder, Url);

        Assert.Null(DataFolder.FindOwner(_host.Folder));
        Assert.Equal(4, _host.Installation.Partitions);
        Assert.Null(DataFolder.FindOwner(_host.Folder)?.Url);
    }

    [Fact]
    public void Asking_for_the_owner_again_and_again_does_not_keep_a_process_from_opening()
    {
        using var stop = new CancellationTokenSource();
        File.WriteAllText(Path.Combine(_host.Folder, DataFolder.LockFile), "");
        var asking = new Thread(() =>
        {
            while (!stop.IsCancellationRequested) DataFolder.FindOwner(_host.Folder);
        });
        asking.Start();

        Assert.NotNull(_host.Installation);

        stop.Cancel();
        asking.Join();
    }

    [Fact]
    public async Task A_missing_folder_is_created()
    {
        var path = Path.Combine(_host.Folder, "a", "b");

        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = path }, _host.Clock);

        Assert.True(File.Exists(DataFolder.DatabaseFile(path)));
        Assert.Equal(16, installation.Partitions);
    }

    [Fact]
    public async Task A_closed_folder_holds_everything_in_one_file()
    {
        var cancel = TestContext.Current.CancellationToken;
        await _host.Installation.EventLog.AppendAsync([new(0, new byte[] { 1 })], cancel);
        await _host.Installation.EventLog.ReadAsync(0, 0, 1, cancel);

        await _host.CloseAsync();

        Assert.Equal(["recs.db", "recs.lock"], Directory.GetFiles(_host.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_temporary_installation_leaves_nothing_behind()
    {
        var installation = SqliteInstallation.OpenTemporary(8, _host.Clock);
        Assert.Equal(8, installation.Partitions);
        Assert.True(Directory.Exists(installation.Folder));

        await installation.DisposeAsync();

        Assert.False(Directory.Exists(installation.Folder));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
