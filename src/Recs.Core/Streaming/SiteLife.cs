using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>
/// Whether a site lives. In a partition of a living site, history older than the site's clock updates totals only: sessions,
/// stages and timers belong to what people do now.
/// </summary>
public static class SiteLife
{
    /// <summary>The record shows that the site lives. Imports do not, ticks are appended to living sites only, and an erasure is the shop's doing.</summary>
    public static bool Shows(LogRecord record) => !record.Historical && record.Event is not (Tick or Erased);

    /// <summary>The record tells of the past of a living site.</summary>
    /// <param name="record">The record.</param>
    /// <param name="living">The site lives in the partition.</param>
    /// <param name="clock">The site's clock in the partition, the record's own time included.</param>
    public static bool IsPast(LogRecord record, bool living, Instant clock) => living && record.Historical && record.LogTime < clock;

    /// <summary>What the partitions know of a site.</summary>
    public static async ValueTask<(bool Living, VisitorOptions Options, IReadOnlyList<int> Unaware)> ReadAsync(
        IVisitorReader reader, SiteId site, int partitions, CancellationToken cancel)
    {
        var (living, options, unaware) = (false, "", new List<int>());
        for (var partition = 0; partition < partitions; partition++)
        {
            var head = await reader.HeadAsync(partition, cancel);
            var state = head.Sites.FirstOrDefault(s => s.Site == site) is { } stored ? SitePartitionState.Decode(stored.Bytes) : new SitePartitionState();
            living |= state.Live;
            if (!state.Live) unaware.Add(partition);
            if (state.OptionsJson.Length > 0) options = state.OptionsJson;
        }

        return (living, options.Length > 0 ? VisitorOptions.FromJson(options) : VisitorOptions.Default, unaware);
    }
}
