using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;

namespace Recs.Collector.Placements;

/// <summary>
/// Puts the place that a list was made for into the events about it, whatever their sender says, so that all that comes of a list counts
/// for one place, and the record says all its readers depend on. Of a list that is not known, or was asked for without a place, and of those
/// beyond the first 50 of a request, the sender's word stays.
/// </summary>
internal sealed class ListPlaces(IGivenLists lists)
{
    // A page shows a few lists; who names hundreds in one request has made them up, and would have the store read for each.
    private const int MostLooked = 50;

    /// <summary>Adds the list that the event is about, where it may be one of ours.</summary>
    public static void Collect(VisitorEvent @event, ref HashSet<Guid>? named)
    {
        if (IdOf(@event) is { } id) (named ??= []).Add(id);
    }

    /// <summary>The places of those lists that are known and have one.</summary>
    /// <exception cref="StoreUnavailableException">A list could not be looked for.</exception>
    public async ValueTask<IReadOnlyDictionary<Guid, string>> FindAsync(SiteId site, IReadOnlyCollection<Guid> named, CancellationToken cancel)
    {
        var places = new Dictionary<Guid, string>(named.Count);
        foreach (var id in named.Take(MostLooked))
        {
            if (await lists.FindAsync(site, id, cancel) is { Placement: { } place }) places[id] = place;
        }

        return places;
    }

    public static VisitorEvent Stamp(VisitorEvent @event, IReadOnlyDictionary<Guid, string> places)
    {
        if (IdOf(@event) is not { } id || !places.TryGetValue(id, out var place)) return @event;
        return @event switch
        {
            RecommendationViewed x => x with { Placement = place },
            RecommendationClicked x => x with { Placement = place },
            _ => @event,
        };
    }

    private static Guid? IdOf(VisitorEvent @event)
    {
        var text = @event switch
        {
            RecommendationViewed x => x.ListId,
            RecommendationClicked x => x.ListId,
            _ => null,
        };
        return ListIds.TryRead(text, out var id) && ListIds.FormOf(id) is not null ? id : null;
    }
}
