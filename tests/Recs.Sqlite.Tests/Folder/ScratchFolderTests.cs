using Recs.TestKit;

namespace Recs.Sqlite.Tests.Folder;

public sealed class ScratchFolderTests : IDisposable
{
    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void It_lies_in_the_data_folder_and_leaves_nothing_behind()
    {
        using (var scratch = ScratchFolder.Create(_data.Path))
        {
            Assert.Equal(_data.Path, Path.GetDirectoryName(scratch.Path));
            File.WriteAllText(Path.Combine(scratch.Path, "copy"), "somebody");
        }

        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public void One_in_use_is_left_alone_and_told_of()
    {
        using var scratch = ScratchFolder.Create(_data.Path);

        Assert.False(ScratchFolder.RemoveAbandoned(_data.Path));
        using var other = ScratchFolder.Create(_data.Path);

        Assert.True(Directory.Exists(scratch.Path));
        Assert.NotEqual(scratch.Path, other.Path);
    }

    [Fact]
    public void One_whose_user_is_gone_is_removed_by_whoever_creates_the_next()
    {
        Abandon("scratch-1");
        using (ScratchFolder.Create(_data.Path)) Assert.False(Directory.Exists(_data.File("scratch-1")));
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task One_whose_user_is_gone_is_removed_when_the_data_folder_is_opened()
    {
        Abandon("scratch-1");
        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = _data.Path, Synchronous = SynchronousMode.Off }, new ManualTime());
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path, "scratch-*"));
    }

    [Fact]
    public void A_removal_that_was_interrupted_is_finished()
    {
        // The folder is gone, what tells of it is not.
        File.WriteAllText(_data.File("scratch-1.lock"), "");
        Assert.True(ScratchFolder.RemoveAbandoned(_data.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task An_erasure_is_sealed_only_when_no_copy_is_left()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = _data.Path, Synchronous = SynchronousMode.Off }, new ManualTime());
        var scratch = installation.OpenScratch(new ManualTime());
        Abandon("scratch-1");

        Assert.False(await installation.Erasures.SealAsync(cancel));
        Assert.False(Directory.Exists(_data.File("scratch-1")));
        Assert.True(Directory.Exists(scratch.Folder));

        await scratch.DisposeAsync();
        Assert.True(await installation.Erasures.SealAsync(cancel));
    }

    // What a killed process leaves: the files without the lock on one of them.
    private void Abandon(string name)
    {
        File.WriteAllText(_data.File(name + ".lock"), "");
        Directory.CreateDirectory(_data.File(name));
        File.WriteAllText(_data.File(name + "/recs.db"), "somebody");
    }
}
