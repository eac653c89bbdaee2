using Recs.Core.Streaming;
using Recs.Core.Tests.Recommendations;
using Recs.Core.Visitors.Profiles;
using Recs.TestKit;

namespace Recs.Core.Tests.Visitors.Profiles;

public sealed class SiteClockMemoryTests
{
    private const int Partitions = 16;

    private readonly ManualTime _time = new();
    private readonly FakeFeed _store = new();
    private readonly SiteClockMemory _clocks;
    private int _reads;
    private bool _live;

    public SiteClockMemoryTests()
    {
        _store.Heads = partition => Task.FromResult(Head(partition));
        _clocks = new SiteClockMemory(new SiteClock(_store, Partitions, _time), _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_never_waits_for_a_store_that_told_once()
    {
        Assert.False((await _clocks.ReadAsync(SiteId.Default, Cancel))!.Value.Live);
        var stalled = new TaskCompletionSource<PartitionHead>();
        _store.Heads = _ => stalled.Task;
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            var answer = _clocks.ReadAsync(SiteId.Default, Cancel);
            Assert.True(answer.IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task What_is_older_than_a_second_is_read_again_once_and_serves_the_answers_after()
    {
        await _clocks.ReadAsync(SiteId.Default, Cancel);
        await _clocks.ReadAsync(SiteId.Default, Cancel);
        Assert.Equal(Partitions, _reads);

        _live = true;
        _time.Advance(TimeSpan.FromSeconds(2));
        await _clocks.ReadAsync(SiteId.Default, Cancel);
        Assert.True((await _clocks.ReadAsync(SiteId.Default, Cancel))!.Value.Live);
        Assert.Equal(2 * Partitions, _reads);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_what_was_known_and_is_asked_again()
    {
        await _clocks.ReadAsync(SiteId.Default, Cancel);
        _store.Heads = _ => throw new StoreUnavailableException("down", new IOException());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await _clocks.ReadAsync(SiteId.Default, Cancel));

        _live = true;
        _store.Heads = partition => Task.FromResult(Head(partition));
        await _clocks.ReadAsync(SiteId.Default, Cancel);
        Assert.True((await _clocks.ReadAsync(SiteId.Default, Cancel))!.Value.Live);
    }

    [Fact]
    public async Task A_site_without_a_record_is_looked_for_each_time()
    {
        Assert.Null(await _clocks.ReadAsync(new SiteId("new"), Cancel));
        Assert.Null(await _clocks.ReadAsync(new SiteId("new"), Cancel));
        Assert.Equal(2 * Partitions, _reads);
    }

    private PartitionHead Head(int partition)
    {
        _reads++;
        return new PartitionHead(partition, 1, 1, 0, 0, [new StoredSite(SiteId.Default, new SitePartitionState { Clock = _time.Instant, Live = _live }.Encode())]);
    }
}
