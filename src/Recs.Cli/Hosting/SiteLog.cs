using System.Runtime.CompilerServices;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Cli.Hosting;

/// <summary>Every record of a site, partition by partition.</summary>
public sealed class SiteLog(IEventLog log, SiteId site)
{
    private const int BatchSize = 2_000;

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
}
