using System.Runtime.CompilerServices;
using Recs.Core.Events;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// Finds all ids under which visitors have records: from the bindings of collectors; from the handovers in the log, which
/// know the devices beyond those a state lists and those that became another's; and from the checkpoint, which knows to whom devices
/// belonged before the oldest record. Goes once through what it reads for all visitors that are looked for together.
/// </summary>
public sealed class TrailFinder(IEventLog log, IVisitorReader reader, ICheckpoints checkpoints)
{
    private const int MostAliasSteps = 4;

    private readonly VisitorRecords _records = new(log);

    /// <summary>The person an id stands for now.</summary>
    public async ValueTask<VisitorId> CanonicalAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        for (var step = 0; step < MostAliasSteps; step++)
        {
            var user = await ResolveAsync(site, id, cancel);
            if (user == id) break;
            id = user;
        }

        return id;
    }

    /// <summary>Follows what is known of a visitor to all of it.</summary>
    public async ValueTask<VisitorTrail> FindAsync(SiteId site, VisitorTrail known, CancellationToken cancel) => (await FindAsync([(site, known)], cancel))[0];

    /// <summary>Follows what is known of visitors to all of it; each trail in the place of what was known of it.</summary>
    internal async ValueTask<IReadOnlyList<VisitorTrail>> FindAsync(IReadOnlyList<(SiteId Site, VisitorTrail Known)> wanted, CancellationToken cancel)
    {
        var searches = wanted.Select(w => new TrailSearch(w.Site, w.Known)).ToList();
        while (searches.SelectMany(s => s.TakeNew()).ToHashSet() is { Count: > 0 } found)
        {
            foreach (var (user, device, told) in await DevicesAsync(found, cancel))
            {
                var now = await ResolveAsync(device.Site, device.Visitor, cancel);
                foreach (var search in searches.Where(s => s.Site == user.Site && s.Ids.Contains(user.Visitor))) search.Add(device.Visitor, now, told);
            }
        }

        var past = searches.SelectMany(s => s.PastDevices).ToHashSet();
        var times = past.Count == 0 ? [] : await TimesAsync(past, cancel);
        return [.. searches.Select(s => s.Trail(times))];
    }

    /// <summary>The visitor's records, in the order of each partition's log.</summary>
    public async IAsyncEnumerable<(int Partition, long Offset, LogRecord Record)> RecordsAsync(SiteId site, VisitorTrail trail, [EnumeratorCancellation] CancellationToken cancel)
    {
        var visitors = trail.Ids.Concat(trail.Past.Select(p => p.Device)).Select(id => new VisitorKey(site, id)).ToHashSet();
        await foreach (var found in _records.ReadAsync(visitors, cancel))
        {
            if (trail.Holds(found.Record.Visitor, found.Offset)) yield return found;
        }
    }

    private async ValueTask<VisitorId> ResolveAsync(SiteId site, VisitorId id, CancellationToken cancel) => (await reader.ResolveAsync(site, [id], cancel))[0];

    // Devices that were or are one of these users'.
    private async ValueTask<List<(VisitorKey User, VisitorKey Device, DeviceTold Told)>> DevicesAsync(IReadOnlySet<VisitorKey> users, CancellationToken cancel)
    {
        var (devices, released) = (new List<(VisitorKey User, VisitorKey Device, DeviceTold Told)>(), new HashSet<(VisitorKey, VisitorId)>());
        foreach (var user in users)
        {
            foreach (var alias in await reader.AliasesAsync(user.Site, user.Visitor, cancel)) devices.Add((user, user with { Visitor = alias }, DeviceTold.NowOrLately));
        }

        await foreach (var (_, _, record) in _records.ReadAsync(users, cancel))
        {
            if (record.Event is Merged merged) devices.Add((record.Key, record.Key with { Visitor = merged.Alias }, DeviceTold.NowOrLately));

            // It has turned out to be the id of a user of its own, who is nobody's device.
            if (record.Event is AliasReleased taken && (taken.To is null || taken.To == taken.Alias)) released.Add((record.Key, taken.Alias));
        }

        if (checkpoints.Current is { } checkpoint)
        {
            await foreach (var (user, device) in new CheckpointDevices(checkpoint, log.Partitions).OfAsync(users, cancel)) devices.Add((user, device, DeviceTold.LongAgo));
        }

        return [.. devices.Select(d => released.Contains((d.User, d.Device.Visitor)) ? d with { Told = DeviceTold.AsUser } : d).Distinct()];
    }

    // A device's records belong to the first user it is identified as, from its beginning, and then to each next one; once its id is
    // vouched for as a user's, to that user.
    private async ValueTask<Dictionary<VisitorKey, DeviceTimes>> TimesAsync(IReadOnlySet<VisitorKey> devices, CancellationToken cancel)
    {
        var times = devices.ToDictionary(d => d, _ => new DeviceTimes());
        if (checkpoints.Current is { } checkpoint)
        {
            foreach (var device in devices) times[device].Begin(await new CheckpointDevices(checkpoint, log.Partitions).UserOfAsync(device, cancel));
        }

        await foreach (var (_, offset, record) in _records.ReadAsync(devices, cancel)) times[record.Key].See(offset, record);
        return times;
    }
}
