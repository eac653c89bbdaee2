using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Sqlite.Tests.DeadLetters;

public sealed class DeadLetterBoundTests : IAsyncDisposable
{
    private static readonly SiteId Other = new("other");

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_each_site_the_newest_are_kept()
    {
        await using var installation = Open(most: 10);
        await installation.DeadLetters.AddAsync([Letter(1, Other)], Cancel);
        for (var i = 0; i < 50; i += 5) await installation.DeadLetters.AddAsync([.. Enumerable.Range(i, 5).Select(n => Letter(n))], Cancel);

        Assert.Equal(Enumerable.Range(40, 10).Reverse().Select(n => $"{n}"), await MessagesAsync(installation));
        Assert.Single(await installation.DeadLetters.ReadAsync(Other, 100, Cancel));
    }

    [Fact]
    public async Task Of_equally_old_ones_those_added_first_go()
    {
        await using var installation = Open(most: 3);
        await installation.DeadLetters.AddAsync([.. Enumerable.Range(0, 8).Select(n => Letter(n) with { ReceivedAt = new Instant(7) })], Cancel);

        Assert.Equal(["7", "6", "5"], await MessagesAsync(installation));
    }

    [Fact]
    public async Task A_folder_that_holds_more_is_pruned_at_the_next_letter()
    {
        await using (var generous = Open(most: 1000)) await generous.DeadLetters.AddAsync([.. Enumerable.Range(0, 500).Select(n => Letter(n))], Cancel);
        await using var installation = Open(most: 200);
        await installation.DeadLetters.AddAsync([Letter(500)], Cancel);

        Assert.Equal(Enumerable.Range(301, 200).Reverse().Select(n => $"{n}"), await MessagesAsync(installation));
    }

    [Fact]
    public async Task Between_counts_a_hundredth_more_may_be_kept()
    {
        await using var installation = Open(most: 200);
        for (var i = 0; i < 999; i++)
        {
            await installation.DeadLetters.AddAsync([Letter(i)], Cancel);
            Assert.InRange((await installation.DeadLetters.ReadAsync(SiteId.Default, 1000, Cancel)).Count, Math.Min(i + 1, 200), 202);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteInstallation Open(int most) =>
        SqliteInstallation.Open(new SqliteOptions { Folder = _folder.Path, Partitions = 1, Synchronous = SynchronousMode.Off, DeadLettersPerSite = most }, new ManualTime());

    private static DeadLetter Letter(int n, SiteId? site = null) => new(site ?? SiteId.Default, new Instant(n), "code", $"{n}", null, "{}");

    private static async Task<IEnumerable<string>> MessagesAsync(SqliteInstallation installation) =>
        (await installation.DeadLetters.ReadAsync(SiteId.Default, 1000, Cancel)).Select(l => l.Message);
}
