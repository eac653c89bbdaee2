using System.Globalization;
using Recs.Training.Artefacts;
using Recs.Training.Data;
using Recs.Training.Data.Interactions;
using Recs.Training.Evaluation;

namespace Recs.Training.Pipeline;

/// <summary>
/// From interactions to a model: cut by time, search options on the validation part, measure on the newest part beside the baselines
/// and the model that serves, then fit again on everything. The same interactions, plan and serving model give the same bytes, for any number of threads.
/// </summary>
public sealed class ModelTrainer(InteractionSet data, TrainingPlan plan, IEvaluationProgress progress)
{
    /// <summary>Trains.</summary>
    /// <param name="serving">The model that serves now; null: none does.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The files of the artefact by name.</returns>
    /// <exception cref="TrainingDataException">There is too little to learn anything from.</exception>
    /// <exception cref="ArgumentException">The plan cannot be used.</exception>
    public IReadOnlyDictionary<string, byte[]> Train(ModelArtefact? serving, CancellationToken cancel)
    {
        plan.Check();
        List<string> notes = [];
        var next = new NextTraining(data, plan, progress).Run(serving, notes, cancel);
        var complements = new ComplementTraining(data, plan, progress).Run(serving, notes, cancel);
        if (next is not null && !IsBetter("next", next.Evaluation, notes)) next = null;
        if (complements is not null && !IsBetter("complements", complements.Evaluation, notes)) complements = null;
        if (next is null && complements is null)
            throw new TrainingDataException($"There is no model worth having: {data.Histories.Interactions:N0} interactions of {data.Histories.Count:N0} visitors with {data.Items.Count:N0} products, {data.Baskets.Count:N0} baskets. {string.Join(" ", notes)}");
        var evaluation = new SortedDictionary<string, PartEvaluation>(StringComparer.Ordinal);
        if (next is not null) evaluation["next"] = next.Evaluation;
        if (complements is not null) evaluation["complements"] = complements.Evaluation;
        return ArtefactWriter.Write(new ModelArtefact
        {
            Items = data.Items,
            Transitions = next?.Transitions,
            Factors = next?.Factors,
            Taste = next?.Taste,
            Complements = complements?.Complements,
            Similar = complements?.Similar,
            Manifest = new ModelManifest
            {
                Format = ModelManifest.CurrentFormat,
                Version = "",
                Data = new TrainingWindow(
                    DateTimeOffset.FromUnixTimeMilliseconds(data.From), DateTimeOffset.FromUnixTimeMilliseconds(data.Until), data.Histories.Count, data.Histories.Interactions, data.Baskets.Count),
                Seed = plan.Search.Seed,
                Items = 0,
                Coverage = 0,
                Next = next?.Options,
                Complements = complements?.ComplementOptions,
                Similar = complements?.SimilarOptions,
                Evaluation = evaluation,
                Files = new Dictionary<string, ArtefactFile>(),
                Notes = notes,
            },
        });
    }

    // What is not surely better than the best baseline has nothing to say: live counts go on serving its forms.
    private static bool IsBetter(string part, PartEvaluation evaluation, List<string> notes)
    {
        var gate = evaluation.Gate;
        if (gate.OverBaseline.Low > 0) return true;
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{part} is not in the model: {gate.Measure} {gate.Model.Value:.0000} is not surely better than {gate.Baseline}, the difference is {gate.OverBaseline.Value:+.0000;-.0000} ({gate.OverBaseline.Low:+.0000;-.0000} to {gate.OverBaseline.High:+.0000;-.0000}); live counts serve."));
        return false;
    }
}
