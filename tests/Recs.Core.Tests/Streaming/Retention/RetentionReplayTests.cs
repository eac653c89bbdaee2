using Recs.Core.Streaming.Retention;
using Recs.Core.Tests.Streaming.Erasures;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming.Retention;

public sealed class RetentionReplayTests
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(9);

    [Theory]
    [InlineData(1, 2_000)]
    [InlineData(2, 37)]
    [InlineData(3, 211)]
    public async Task What_is_left_comes_to_the_same_bytes_as_everything(int seed, int stepSize)
    {
        await using var whole = Installation.Open();
        await using var aged = Installation.Open();
        var traffic = new MixedTraffic(seed);
        await using var live = new LiveRun(whole, traffic);
        for (var round = 0; round < 5; round++)
        {
            await live.SendAsync(300);
            if (round % 2 == 1) await live.ChangeOptionsAsync();
            await live.BeQuietAsync(TimeSpan.FromDays(4));
            await aged.FollowAsync(whole);
            var before = await aged.StartsAsync();
            await aged.RetainAsync(Age, stepSize);
            if (round < 2) continue;
            Assert.True(await aged.StartsAsync() > before);
            await aged.AssertReplaysAsync();
            await aged.AssertFoldsAsync(whole, aged.Now - (round == 3 ? Age : TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task A_visitor_of_another_time_is_the_same_from_what_is_left_and_earlier_times_are_refused()
    {
        await using var whole = Installation.Open();
        await using var aged = Installation.Open();
        var traffic = new MixedTraffic(7);
        await using var live = new LiveRun(whole, traffic);
        for (var round = 0; round < 4; round++)
        {
            await live.SendAsync(500);
            await live.BeQuietAsync(TimeSpan.FromDays(4));
        }

        await aged.FollowAsync(whole);
        await aged.RetainAsync(Age);
        var (all, rest) = (new VisitorHistory(whole.Log, whole.Sqlite.Checkpoints), new VisitorHistory(aged.Log, aged.Sqlite.Checkpoints));
        var told = 0;
        foreach (var key in await KeysAsync(aged))
        {
            foreach (var at in new[] { aged.Now - Age, aged.Now - (Age / 2), aged.Now })
            {
                var (theirs, ours) = (await all.AtAsync(key, at, Installation.Cancel), await rest.AtAsync(key, at, Installation.Cancel));
                Assert.Equal(theirs is null ? null : Convert.ToHexString(VisitorStateCodec.Encode(theirs.State)), ours is null ? null : Convert.ToHexString(VisitorStateCodec.Encode(ours.State)));
                if (ours is not null) told++;
            }

            var refused = await Assert.ThrowsAsync<BeforeRetentionException>(async () => await rest.AtAsync(key, aged.Now - (2 * Age), Installation.Cancel));
            Assert.True(refused.Since > aged.Now - (2 * Age) && refused.Since <= aged.Now - Age, $"{refused.Since}");
        }

        Assert.True(told > 50);
    }

    private static async Task<List<VisitorKey>> KeysAsync(Installation shop)
    {
        var keys = new List<VisitorKey>();
        for (var partition = 0; partition < shop.Log.Partitions; partition++)
        {
            await foreach (var visitor in shop.Reader.ScanAsync(partition, Installation.Cancel)) keys.Add(visitor.Key);
        }

        return [.. keys.Where(k => !k.Visitor.IsAnonymousOrder).OrderBy(k => Hash64.Of(k.Visitor.Value)).Take(40)];
    }
}
