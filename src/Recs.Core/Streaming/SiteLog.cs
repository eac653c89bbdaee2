using System.Runtime.CompilerServices;
using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>Every record of a site, partition by partition.</summary>
public sealed class SiteLog(IEventLog log, SiteId site)
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

    /// <summary>The message ids of the site's events, as their senders gave them or the collector issued them; those of records the site's owners wrote are left out.</summary>
    public async IAsyncEnumerable<string> MessageIdsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var record in ReadAsync(cancel))
        {
            if (record.Event is not (Tick or OptionsChanged or Merged or AliasReleased or Erased or FriendClaimed or Blank)) yield return record.Event.Header.MessageId;
        }
    }
}
