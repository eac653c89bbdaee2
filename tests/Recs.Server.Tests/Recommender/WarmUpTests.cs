using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming;
using Recs.Server.Recommender;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Server.Tests.Recommender;

/// <summary>What happens before the first answer.</summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task The_server_takes_requests_once_visitors_are_read_in_time()
    {
        var store = new StoreOfLate();
        await using var server = await StartAsync(store, failures: 5);
        Assert.Equal(0, store.StillLate);
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""");
        await TeaShop.RefreshAsync(server);
        var list = await TeaShop.ListAsync(server, "form=for_you&visitor=anna");
        Assert.False(list.GetProperty("degraded").GetBoolean());
        Assert.Equal("FirstVisit", list.GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_store_that_stays_late_does_not_keep_the_server_from_starting()
    {
        var store = new StoreOfLate();
        await using var server = await StartAsync(store, failures: int.MaxValue);
        Assert.InRange(int.MaxValue - store.StillLate, WarmUp.MostTries, int.MaxValue);
        Assert.True((await TeaShop.ListAsync(server, "form=for_you&visitor=anna")).GetProperty("degraded").GetBoolean());
    }

    private static Task<RunningServer> StartAsync(StoreOfLate store, int failures) => RunningServer.StartAsync(_ => { }, services => services.AddSingleton(s =>
        new VisitorViewReader(store.Open(s.GetRequiredService<SqliteInstallation>().ServingReader, failures), 4, s.GetRequiredService<TimeProvider>(), TimeSpan.FromMinutes(1))));

    /// <summary>A store whose first reads fail, as those that come too late do.</summary>
    private sealed class StoreOfLate
    {
        private Reads? _reads;

        public int StillLate => _reads!.StillLate;

        public IVisitorReader Open(IVisitorReader inner, int failures) => _reads = new Reads(inner, failures);

        private sealed class Reads(IVisitorReader inner, int failures) : PassingReads(inner)
        {
            private int _left = failures;

            public int StillLate => Math.Max(0, _left);

            public override ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel)
            {
                if (Interlocked.Decrement(ref _left) >= 0) throw new StoreUnavailableException("Late.", new TimeoutException());
                return base.HeadAsync(partition, cancel);
            }
        }
    }
}
