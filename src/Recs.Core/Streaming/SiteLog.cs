using System.Runtime.CompilerServices;
using Recs.Core.Events;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Streaming;

/// <summary>Every record of a site that the log holds, partition by partition.</summary>
public sealed class SiteLog(IEventLog log, ICheckpoints checkpoints, SiteId site)
{
    private const int BatchSize = 2_000;

    public SiteId Site => site;

    public async IAsyncEnumerable<LogRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            for (var offset = 0L; await log.ReadAsync(partition, offset, BatchSize, cancel) is { Count: > 0 } batch; offset = batch[^1].Offset + 1)
            {
                foreach (var stored in batch)
                {
                    var record = LogRecordCodec.Decode(stored.Bytes.Span);
                    if (record.Site == site) yield return record;
                }
            }
        }
    }

    /// <summary>
    /// The message ids of the site's events, as their senders gave them or the collector issued them; those of records the site's owners
    /// wrote are left out. Those of history are known also where the records have been dropped with age, and may then come twice.
    /// </summary>
    public async IAsyncEnumerable<string> MessageIdsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // The log first: what retention drops meanwhile is in the checkpoint before.
        await foreach (var record in ReadAsync(cancel))
        {
            if (IsOfSender(record)) yield return record.Event.Header.MessageId;
        }

        if (checkpoints.Current is not { } checkpoint) yield break;
        await foreach (var id in checkpoint.MessageIdsAsync(site, cancel)) yield return id;
    }

    /// <summary>A sender asked for the record, not the site's owners.</summary>
    internal static bool IsOfSender(LogRecord record) =>
        record.Event is not (Tick or OptionsChanged or Merged or AliasReleased or Erased or FriendClaimed or Blank);
}
