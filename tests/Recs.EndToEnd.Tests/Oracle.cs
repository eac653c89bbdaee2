using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Recs.Collector;
using Recs.Collector.Catalog;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>What the visitors must look like: the answered events sent once, undisturbed, to an installation of the test's own.</summary>
public static class Oracle
{
    /// <summary>What is known of each visitor at a time after these events, in words.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> VisitorsAsync(IReadOnlyList<AnsweredBatch> answered, Instant at)
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var store = SqliteInstallation.OpenTemporary(4, clock);
        var options = new CollectorOptions();
        var intake = new EventIntake(store.EventLog, store.DeadLetters, store.VisitorReader, new CatalogCache(store.Catalog, clock, options), options);
        foreach (var batch in answered)
            await intake.AcceptAsync(Encoding.UTF8.GetBytes(batch.Body), new IntakeContext(SiteId.Default, batch.Key, clock.Instant), CancellationToken.None);
        await CatchUpAsync(store, clock);
        return await VisitorsAsync(store, at);
    }

    /// <summary>
    /// Applies what a data folder's log still holds, and reads what is known of each visitor then; what its log holds by kind;
    /// and how its states differ from a replay of the log, byte by byte.
    /// </summary>
    public static async Task<FolderState> ReadAsync(string data, Instant at)
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = data }, clock);
        await CatchUpAsync(store, clock);
        var live = new ReplayStore(store.Visitors, store.VisitorReader);
        await using var replayed = await new Replayer(store.EventLog, store.Checkpoints, live, Counts, () => Scratch(store.Partitions, clock)).RunAsync(at, verify: true, step: null, CancellationToken.None);
        return new FolderState(await VisitorsAsync(store, at), await KindsAsync(store.EventLog), replayed.Checks);
    }

    private static PartitionCounts Counts() => new PartitionCounts(CountingOptions.Default);

    private static ReplayStore Scratch(int partitions, TimeProvider clock)
    {
        var store = SqliteInstallation.OpenTemporary(partitions, clock);
        return new ReplayStore(store.Visitors, store.VisitorReader, store);
    }

    private static async Task CatchUpAsync(SqliteInstallation store, TimeProvider clock)
    {
        await using var host = new PartitionHost(store.EventLog, store.Visitors, Counts, new PartitionHostOptions(), clock, NullLogger<PartitionHost>.Instance);
        await host.CatchUpAsync(CancellationToken.None);
    }

    private static async Task<IReadOnlyDictionary<string, string>> VisitorsAsync(SqliteInstallation store, Instant at)
    {
        var visitors = new Dictionary<string, string>();
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            await foreach (var visitor in store.VisitorReader.ScanAsync(partition, CancellationToken.None))
            {
                if (visitor.State is null) continue;
                var grain = new VisitorGrain(visitor.Key, VisitorStateCodec.Decode(visitor.State), OrderBook.Of(visitor.Orders));
                if (grain.State.HandedOverTo is not null) continue;
                grain.Advance(at, VisitorOptions.Default, new VisitorEffects());
                visitors.Add(visitor.Key.Visitor.Value, Describe(ProfileProjection.Of(grain, at, VisitorOptions.Default, new Dictionary<ulong, string>())));
            }
        }

        return visitors;
    }

    // Without what depends on the time of receipt. The events of a user may be applied before the history of the device is handed
    // over or after it, so of one with a device only what does not depend on their order is told.
    private static string Describe(VisitorProfile profile)
    {
        if (profile.Aliases.Count == 0) return JsonSerializer.Serialize(profile with { Bytes = 0 }, VisitorProfileJson.Default.VisitorProfile);
        var spent = string.Join(' ', profile.NetSpent.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value.ToString("0.####", CultureInfo.InvariantCulture)}"));
        return $"{profile.OrdersPlaced} orders, {profile.Orders} net, spent {spent}, {profile.Pages} pages, {profile.ProductViews} views, devices {string.Join(' ', profile.Aliases)}";
    }

    private static async Task<IReadOnlyDictionary<string, int>> KindsAsync(IEventLog log)
    {
        var kinds = new Dictionary<string, int>();
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            foreach (var record in await log.ReadAsync(partition, 0, int.MaxValue, CancellationToken.None))
            {
                var kind = LogRecordCodec.Decode(record.Bytes.Span).Event.GetType().Name;
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }

        return kinds;
    }
}

/// <param name="Visitors">What is known of each visitor, in words.</param>
/// <param name="Kinds">Records of the log by the kind of their event.</param>
/// <param name="Checks">How the states compare with replays of the log.</param>
public sealed record FolderState(IReadOnlyDictionary<string, string> Visitors, IReadOnlyDictionary<string, int> Kinds, IReadOnlyList<ReplayCheck> Checks);
