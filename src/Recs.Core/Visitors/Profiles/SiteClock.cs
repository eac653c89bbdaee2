using Recs.Core.Streaming;

namespace Recs.Core.Visitors.Profiles;

/// <summary>What "now" is for a site: the live clock, or for a site that holds imported history only, its last record.</summary>
public sealed class SiteClock(IVisitorReader reader, int partitions, TimeProvider clock)
{
    /// <summary>The time of reports without <c>asOf</c>, and the options in force and whether the site lives; null where the site has no record.</summary>
    public async ValueTask<(Instant Now, VisitorOptions Options, bool Live)?> ReadAsync(SiteId site, CancellationToken cancel)
    {
        var (last, live, options) = (Instant.MinValue, false, "");
        for (var partition = 0; partition < partitions; partition++)
        {
            var head = await reader.HeadAsync(partition, cancel);
            if (head.Sites.FirstOrDefault(s => s.Site == site) is not { } stored) continue;
            var state = SitePartitionState.Decode(stored.Bytes);
            last = Instant.Max(last, state.Clock);
            live |= state.Live;
            if (state.OptionsJson.Length > 0) options = state.OptionsJson;
        }

        if (last == Instant.MinValue) return null;
        var now = live ? Instant.Max(last, Instant.Now(clock)) : last;
        return (now, options.Length > 0 ? VisitorOptions.FromJson(options) : VisitorOptions.Default, live);
    }
}
