using Recs.Core.Streaming;
using Recs.Sqlite.Visitors;

namespace Recs.Sqlite.Tests.Visitors;

public sealed class VisitorVersionsTests : IAsyncDisposable
{
    private static readonly VisitorKey Ann = new(SiteId.Default, new VisitorId("ann"));

    private readonly SqliteHost _host = new();

    private IVisitorVersions Versions => _host.Installation.VisitorVersions;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_that_changes_a_visitor_or_an_order_gives_another_number()
    {
        var first = Versions.Of(Ann);
        Assert.NotNull(first);
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(visitors: [new VisitorWrite(Ann, [1], null)]));
        var second = Versions.Of(Ann);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(orders: [new OrderWrite(Ann, 1, [1])]));
        Assert.NotEqual(second, Versions.Of(Ann));
    }

    [Fact]
    public async Task A_commit_that_does_not_name_the_visitor_or_is_refused_changes_nothing()
    {
        var before = Versions.Of(Ann);
        await CommitAsync();
        var head = await _host.Installation.Visitors.AcquireAsync(0, Cancel);
        var stale = new PartitionCommit { Partition = 0, Epoch = head.Epoch - 1, FromOffset = 0, NextOffset = 0, Visitors = [new VisitorWrite(Ann, [1], null)] };
        Assert.Equal(CommitOutcome.StaleEpoch, await _host.Installation.Visitors.CommitAsync(stale, Cancel));
        Assert.Equal(before, Versions.Of(Ann));
    }

    [Fact]
    public void While_a_transaction_is_open_nobody_is_told_a_number()
    {
        var versions = new VisitorVersions();
        var before = versions.Of(Ann);
        versions.Mark(Ann);
        versions.Mark(Ann);
        Assert.Null(versions.Of(Ann));
        versions.Publish();
        Assert.NotNull(versions.Of(Ann));
        Assert.NotEqual(before, versions.Of(Ann));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<CommitOutcome> CommitAsync(VisitorWrite[]? visitors = null, OrderWrite[]? orders = null)
    {
        var head = await _host.Installation.Visitors.AcquireAsync(0, Cancel);
        return await _host.Installation.Visitors.CommitAsync(
            new PartitionCommit { Partition = 0, Epoch = head.Epoch, FromOffset = head.NextOffset, NextOffset = head.NextOffset, Visitors = visitors ?? [], Orders = orders ?? [] }, Cancel);
    }
}
