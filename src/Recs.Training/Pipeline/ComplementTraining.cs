using Recs.Training.Artefacts;
using Recs.Training.Data.Interactions;
using Recs.Training.Evaluation;
using Recs.Training.Models;

namespace Recs.Training.Pipeline;

internal sealed class ComplementTraining(InteractionSet data, TrainingPlan plan, IEvaluationProgress progress)
{
    public ComplementPart? Run(ModelArtefact? serving, List<string> notes, CancellationToken cancel) { _ = (data, plan, progress, serving, notes, cancel); return null; }
}

internal sealed record ComplementPart(ListOptions ComplementOptions, ItemLists Complements, ListOptions? SimilarOptions, ItemLists? Similar, PartEvaluation Evaluation);
