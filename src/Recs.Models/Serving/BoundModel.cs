using Recs.Core.Catalog;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Trained;
using Recs.Training.Artefacts;
using Recs.Training.Models;

namespace Recs.Models.Serving;

/// <summary>An artefact with its products numbered as in a catalogue. Two arrays translate; the artefact itself is shared by all catalogues.</summary>
internal sealed class BoundModel : TrainedModel
{
    private readonly ModelArtefact _artefact;
    private readonly NextScorers? _next;
    private readonly int[] _toCatalog;
    private readonly int[] _fromCatalog;

    public BoundModel(ModelArtefact artefact, ulong[] hashes, NextScorers? next, CatalogSnapshot catalog)
    {
        (_artefact, _next) = (artefact, next);
        _toCatalog = new int[hashes.Length];
        _fromCatalog = new int[catalog.Count];
        Array.Fill(_fromCatalog, -1);
        for (var item = 0; item < hashes.Length; item++)
        {
            _toCatalog[item] = catalog.TryFind(hashes[item], out var number) ? number : -1;
            if (_toCatalog[item] >= 0) _fromCatalog[_toCatalog[item]] = item;
        }
    }

    public override string Version => _artefact.Manifest.Version;

    public override bool Knows(int item) => _fromCatalog[item] >= 0;

    public override RelatedProducts Similar(int item) => Of(_artefact.Similar, item);

    public override RelatedProducts Complements(int item) => Of(_artefact.Complements, item);

    public override RelatedProducts Next(int item) => Of(_artefact.Transitions, item);

    public override void ScoreNext(ReadOnlySpan<int> history, CandidateScores scores)
    {
        if (_next is null) return;
        var scorer = _next.Take();
        try
        {
            Span<int> own = stackalloc int[history.Length];
            var count = 0;
            foreach (var item in history)
            {
                if (_fromCatalog[item] is >= 0 and var number) own[count++] = number;
            }

            scorer.Score(own[..count]);
            foreach (var item in scorer.Candidates)
            {
                if (_toCatalog[item] is >= 0 and var number) scores.Add(number, scorer[item]);
            }
        }
        finally
        {
            _next.Give(scorer);
        }
    }

    private RelatedProducts Of(ItemLists? lists, int item) =>
        lists is null || _fromCatalog[item] is not (>= 0 and var own) ? default : new RelatedProducts(lists.ItemsOf(own), lists.WeightsOf(own), _toCatalog);
}
