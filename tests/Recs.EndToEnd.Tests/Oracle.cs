using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Recs.Collector;
using Recs.Collector.Catalog;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>What the visitors must look like: the answered events sent once, undisturbed, to an installation of the test's own.</summary>
public static class Oracle
{
    /// <summary>The profiles at a time after these events, by visitor, as JSON without what depends on the time of receipt.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ProfilesAsync(IReadOnlyList<IReadOnlyList<ShopperEvent>> answered, Instant at)
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var store = SqliteInstallation.OpenTemporary(4, clock);
        var options = new CollectorOptions();
        var intake = new EventIntake(store.EventLog, store.DeadLetters, store.VisitorReader, new CatalogCache(store.Catalog, clock, options), options);
        foreach (var batch in answered)
        {
            var body = Encoding.UTF8.GetBytes($"[{string.Join(',', batch.Select(e => e.Json))}]");
            await intake.AcceptAsync(body, new IntakeContext(SiteId.Default, KeyKind.Write, clock.Instant), CancellationToken.None);
        }

        return await ProfilesAsync(store, clock, at);
    }

    /// <summary>The profiles a data folder holds once everything in its log is applied.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ProfilesAsync(string data, Instant at)
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = data }, clock);
        return await ProfilesAsync(store, clock, at);
    }

    private static async Task<IReadOnlyDictionary<string, string>> ProfilesAsync(SqliteInstallation store, ManualTime clock, Instant at)
    {
        await using var host = new PartitionHost(
            store.EventLog, store.Visitors, () => new PartitionCounts(new CountingOptions()), new PartitionHostOptions(), clock, NullLogger<PartitionHost>.Instance);
        await host.CatchUpAsync(CancellationToken.None);
        var profiles = new Dictionary<string, string>();
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            await foreach (var visitor in store.VisitorReader.ScanAsync(partition, CancellationToken.None))
            {
                var grain = new VisitorGrain(visitor.Key, VisitorStateCodec.Decode(visitor.State), OrderBook.Of(visitor.Orders));
                grain.Advance(at, VisitorOptions.Default, new VisitorEffects());
                var profile = ProfileProjection.Of(grain, at, VisitorOptions.Default, new Dictionary<ulong, string>()) with { Bytes = 0 };
                profiles.Add(visitor.Key.Visitor.Value, JsonSerializer.Serialize(profile, VisitorProfileJson.Default.VisitorProfile));
            }
        }

        return profiles;
    }
}
