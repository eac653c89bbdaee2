using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Collector.Tests.Fakes;

/// <summary>Lists that a site has given.</summary>
internal sealed class GivenLists : IGivenLists
{
    private readonly Dictionary<(SiteId Site, Guid Id), ListRecord> _lists = [];

    public int Finds { get; private set; }

    public bool Down { get; set; }

    /// <summary>Gives a list; the text of its id.</summary>
    public string Give(string? placement, SiteId? site = null)
    {
        var list = new ListRecord(site ?? SiteId.Default, ListIds.New(RecommendationForm.Popular, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)), RecommendationForm.Popular) { Placement = placement };
        _lists[(list.Site, list.Id)] = list;
        return list.Id.ToString();
    }

    public ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel)
    {
        Finds++;
        if (Down) throw new StoreUnavailableException("The store is down.", new IOException());
        return ValueTask.FromResult(_lists.GetValueOrDefault((site, id)));
    }
}
