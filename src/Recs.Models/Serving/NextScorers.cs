using System.Collections.Concurrent;
using Recs.Training.Artefacts;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;

namespace Recs.Models.Serving;

/// <summary>The scorers of one artefact, lent to one request after another.</summary>
internal sealed class NextScorers(ModelArtefact artefact)
{
    private readonly ConcurrentBag<CandidateBlend> _pool = [];
    private readonly AlsModel _als = AlsModel.Of(artefact.Factors!, artefact.Manifest.Next!.Als);

    public CandidateBlend Take() =>
        _pool.TryTake(out var scorer) ? scorer : new CandidateBlend(artefact.Transitions!, artefact.Taste!, artefact.Manifest.Next!.Transitions, _als, artefact.Manifest.Next.Blend);

    public void Give(CandidateBlend scorer) => _pool.Add(scorer);
}
