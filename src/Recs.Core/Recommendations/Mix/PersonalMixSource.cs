using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Mix;

/// <summary>
/// The personal mix: the lists of several forms woven into one, each place given to the part that is furthest behind its share of the
/// places so far. Parts that have nothing to give leave their share to the others. Which parts and shares depends on the stage of the visitor (<see cref="StageMixes"/>). A part that has no more to give
/// leaves its places to the others. The score is 1 / place; the reason is that of the source that gave the item.
/// </summary>
internal sealed class PersonalMixSource : ICandidateSource
{
    private readonly Part[][] _byStage;
    private readonly ICandidateSource[] _sources;

    /// <param name="options">The mixes.</param>
    /// <param name="sources">The sources of a part by its name.</param>
    public PersonalMixSource(RecommenderOptions options, Func<string, IReadOnlyList<ICandidateSource>> sources)
    {
        var stages = Enum.GetValues<LifecycleStage>().Select(s => options.MixOf(s.ToString()).Where(p => p.Share > 0).Select(p => (p.Share, Sources: sources(p.Name))).ToList()).ToList();
        _sources = [.. stages.SelectMany(s => s).SelectMany(p => p.Sources).Distinct()];
        _byStage = [.. stages.Select(s => s.Select(p => new Part(p.Share / s.Sum(q => q.Share), [.. p.Sources.Select(x => (byte)Array.IndexOf(_sources, x))])).ToArray())];
    }

    public string Name => SourceNames.PersonalMix;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Visitor is null && context.ViewAnchors.Count + context.PurchaseAnchors.Count == 0) return;
        var parts = _byStage[(int)(context.Visitor?.Stage ?? LifecycleStage.FirstVisit)];
        var lists = context.Scratch.MixLists(parts.Length);
        var places = Math.Min(context.Wanted, RecommendationRequest.MaxLimit);
        for (var p = 0; p < parts.Length; p++) Fill(context, parts[p], places, lists[p]);
        Weave(context, parts, places, lists, scores);
    }

    public Explanation Explain(RecommendationContext context, int item) => _sources[context.Scratch.MixedFrom[item].Source].Explain(context, item);

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var (source, place) = context.Scratch.MixedFrom[item];
        return [new ScorePart(_sources[source].Name, 1.0 / place, $"1 / {place}: at place {place} of the mix stands one of {_sources[source].Name}")];
    }

    // The sources of a part are asked in turn, like those of a chain.
    private void Fill(RecommendationContext context, Part part, int places, List<(int Item, byte Source)> list)
    {
        foreach (var source in part.Sources)
        {
            if (list.Count >= places) return;
            context.Scratch.Part.Clear();
            _sources[source].Collect(context, context.Scratch.Part);
            foreach (var (_, item) in context.Scratch.Top.Of(context.Scratch.Part, places))
            {
                if (list.Count < places && !Holds(list, item)) list.Add((item, source));
            }
        }
    }

    private static void Weave(RecommendationContext context, Part[] parts, int places, List<(int Item, byte Source)>[] lists, CandidateScores scores)
    {
        Span<int> next = stackalloc int[parts.Length];
        Span<int> given = stackalloc int[parts.Length];
        var shares = 0.0;
        for (var p = 0; p < parts.Length; p++) shares += lists[p].Count > 0 ? parts[p].Share : 0;
        if (shares <= 0) return;
        for (var place = 1; place <= places; place++)
        {
            var best = -1;
            for (var p = 0; p < parts.Length; p++)
            {
                while (next[p] < lists[p].Count && scores[lists[p][next[p]].Item] > 0) next[p]++;
                if (next[p] < lists[p].Count && (best < 0 || Lag(parts[p], shares, given[p], place) > Lag(parts[best], shares, given[best], place))) best = p;
            }

            if (best < 0) return;
            var (item, source) = lists[best][next[best]++];
            given[best]++;
            context.Scratch.MixedFrom[item] = (source, place);
            scores.Add(item, 1.0 / place);
        }
    }

    private static double Lag(Part part, double shares, int given, int place) => (part.Share / shares * place) - given;

    private static bool Holds(List<(int Item, byte Source)> list, int item)
    {
        foreach (var entry in list)
        {
            if (entry.Item == item) return true;
        }

        return false;
    }

    // Numbers among all sources of all mixes.
    private sealed record Part(double Share, byte[] Sources);
}
