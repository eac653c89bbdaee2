using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// Finds all ids under which a visitor has records: from the bindings of collectors, and from the handovers in the log, which
/// know the devices beyond those a state lists and those that became another's.
/// </summary>
public sealed class TrailFinder(IEventLog log, IVisitorReader reader)
{
    private const int BatchSize = 2_000;
    private const int MostAliasSteps = 4;

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
    public async ValueTask<VisitorTrail> FindAsync(SiteId site, VisitorTrail known, CancellationToken cancel)
    {
        var ids = new List<VisitorId>(known.Ids);
        var past = new List<PastDevice>(known.Past);
        for (var i = 0; i < ids.Count; i++)
        {
            foreach (var alias in await reader.AliasesAsync(site, ids[i], cancel)) AddOnce(ids, alias);
            foreach (var (device, isUsers) in await HandedOverAsync(site, ids[i], cancel))
            {
                var now = await ResolveAsync(site, device, cancel);
                if (!isUsers && (now == device || ids.Contains(now))) AddOnce(ids, device);
                else if (!past.Exists(p => p.Device == device)) past.AddRange(await TimesAsync(site, device, ids[i], cancel));
            }
        }

        return new VisitorTrail(ids, past);
    }

    /// <summary>The visitor's records, id by id, each in the order of the log.</summary>
    public async IAsyncEnumerable<(int Partition, long Offset, LogRecord Record)> RecordsAsync(
        SiteId site, VisitorTrail trail, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var id in trail.Ids.Concat(trail.Past.Select(p => p.Device)).Distinct())
        {
            var partition = Partitioner.Of(site, id, log.Partitions);
            await foreach (var (offset, record) in RecordsAsync(site, id, cancel))
            {
                if (trail.Holds(id, offset)) yield return (partition, offset, record);
            }
        }
    }

    private async ValueTask<VisitorId> ResolveAsync(SiteId site, VisitorId id, CancellationToken cancel) => (await reader.ResolveAsync(site, [id], cancel))[0];

    // What was handed over, and whether it has turned out to be the id of a user of its own, who is nobody's device.
    private async ValueTask<List<(VisitorId Device, bool IsUsers)>> HandedOverAsync(SiteId site, VisitorId user, CancellationToken cancel)
    {
        var (devices, users) = (new List<VisitorId>(), new HashSet<VisitorId>());
        await foreach (var (_, record) in RecordsAsync(site, user, cancel))
        {
            if (record.Event is Merged merged) AddOnce(devices, merged.Alias);
            if (record.Event is AliasReleased released && (released.To is null || released.To == released.Alias)) users.Add(released.Alias);
        }

        return [.. devices.Select(d => (d, users.Contains(d)))];
    }

    // A device's records belong to the first user it is identified as, from its beginning, and then to each next one; once its id is
    // vouched for as a user's, to that user.
    private async ValueTask<List<PastDevice>> TimesAsync(SiteId site, VisitorId device, VisitorId user, CancellationToken cancel)
    {
        var times = new List<PastDevice>();
        var (holder, since, end) = ((string?)null, 0L, 0L);
        await foreach (var (offset, record) in RecordsAsync(site, device, cancel))
        {
            end = offset + 1;
            var named = record.Event is Identified { Proven: true, Header.Bot: false } identified ? identified.UserId : NameProof.IsFor(record) ? device.Value : null;
            if (named is null || named == holder) continue;
            if (holder == user.Value) times.Add(new PastDevice(device, since, offset));
            (since, holder) = (holder is null ? 0 : offset, named);
        }

        if (holder == user.Value) times.Add(new PastDevice(device, since, end));
        return times;
    }

    private async IAsyncEnumerable<(long Offset, LogRecord Record)> RecordsAsync(
        SiteId site, VisitorId visitor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var name = new NamesInBytes([visitor.Value]);
        var partition = Partitioner.Of(site, visitor, log.Partitions);
        for (var next = 0L; await log.ReadAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Offset + 1)
        {
            foreach (var stored in read)
            {
                if (!name.IsIn(stored.Bytes.Span)) continue;
                var record = LogRecordCodec.Decode(stored.Bytes.Span);
                if (record.Site == site && record.Visitor == visitor) yield return (stored.Offset, record);
            }
        }
    }

    private static void AddOnce(List<VisitorId> ids, VisitorId id)
    {
        if (!ids.Contains(id)) ids.Add(id);
    }
}
