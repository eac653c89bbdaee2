using Recs.Core.Events;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Goes through the log once and takes a visitor out of it.</summary>
internal sealed class LogErasure(IEventLog log, IVisitorReader reader, TimeProvider clock, Erasure erasure)
{
    private const int BatchSize = 2_000;

    private readonly NamesInBytes _all = new(erasure.Trail.Ids.Select(id => id.Value).Concat(erasure.Trail.Past.Select(p => p.Device.Value)));
    private readonly NamesInBytes _own = new(erasure.Trail.Ids.Select(id => id.Value));
    private readonly HashSet<(VisitorId Visitor, string Name)> _told = [];

    /// <summary>Records that became blank.</summary>
    public long Records { get; private set; }

    /// <summary>Records of others in which a name was replaced.</summary>
    public long Mentions { get; private set; }

    /// <summary>Rewrites every record that is the visitor's or names the visitor.</summary>
    public async ValueTask RunAsync(CancellationToken cancel)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            for (var next = 0L; await log.ReadAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Offset + 1)
            {
                var (changed, naming) = Rewrite(read);

                // First the states that name an id, then the records by which they can be found.
                await TellAsync(naming, cancel);
                if (changed.Count > 0) await log.ReplaceAsync(partition, changed, cancel);
            }
        }
    }

    private (List<StoredRecord> Changed, List<(VisitorId Visitor, string Name)> Naming) Rewrite(IReadOnlyList<StoredRecord> read)
    {
        var changed = new List<StoredRecord>();
        var naming = new List<(VisitorId, string)>();
        foreach (var stored in read)
        {
            if (!_all.IsIn(stored.Bytes.Span)) continue;
            var record = LogRecordCodec.Decode(stored.Bytes.Span);
            if (record.Site != erasure.Site) continue;
            var left = RecordErasure.Of(record, stored.Offset, erasure.Trail);
            if (ReferenceEquals(left, record)) continue;
            changed.Add(stored with { Bytes = LogRecordCodec.Encode(left) });
            if (left.Event is Blank)
            {
                Records++;
                continue;
            }

            Mentions++;
            naming.AddRange(_own.In(stored.Bytes).Select(i => (left.Visitor, ErasedName.Of(erasure.Trail.Ids[i].Value))));
        }

        return (changed, naming);
    }

    // A state moves with its visitor, so the user it may have become is told too.
    private async ValueTask TellAsync(List<(VisitorId Visitor, string Name)> naming, CancellationToken cancel)
    {
        var told = naming.Where(n => !n.Visitor.IsNone && !n.Visitor.IsAnonymousOrder && !n.Visitor.IsAnonymousEvent && !n.Visitor.IsErasure && _told.Add(n)).ToList();
        if (told.Count == 0) return;
        var users = await reader.ResolveAsync(erasure.Site, [.. told.Select(t => t.Visitor)], cancel);
        for (var i = 0; i < users.Count; i++)
        {
            if (_told.Add((users[i], told[i].Name))) told.Add((users[i], told[i].Name));
        }

        await ErasureRecords.AppendAsync(log, reader, erasure, [.. told.Select(t => (t.Visitor, (string?)t.Name))], clock, cancel);
    }
}
