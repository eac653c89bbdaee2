using System.Globalization;
using Recs.Training.Artefacts;

namespace Recs.Models.Registry;

/// <summary>
/// Whether a model may serve: by paired bootstrap over visitors it is better than the best baseline (the lower 95 % bound of the difference
/// is above 0) and not worse than what serves (the lower bound is at least −1 % of what that one reached). Decided on what the training
/// measured, so against the model that served then.
/// </summary>
public static class ModelGate
{
    /// <summary>How much worse than the serving model the lower bound may be, relative to it.</summary>
    public const double Tolerance = 0.01;

    /// <summary>A model of less than this share of the serving one's interactions needs a word: its options may be as good, what it has seen is not.</summary>
    public const double LeastData = 0.5;

    /// <summary>What speaks against a model, in words; empty: it may serve.</summary>
    /// <param name="model">The model.</param>
    /// <param name="serving">The one that serves; null: none does.</param>
    public static IReadOnlyList<string> Objections(ModelManifest model, ModelManifest? serving)
    {
        List<string> objections = [];
        if (model.Evaluation.Count == 0) objections.Add("it was never measured");
        foreach (var (part, evaluation) in model.Evaluation.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var gate = evaluation.Gate;
            if (!(gate.OverBaseline.Low > 0))
                objections.Add(Text($"{part}: {gate.Measure} {gate.Model.Value:0.0000} is not surely better than {gate.Baseline}: the difference is {gate.OverBaseline.Value:+0.0000;-0.0000} ({gate.OverBaseline.Low:+0.0000;-0.0000} to {gate.OverBaseline.High:+0.0000;-0.0000}), and its lower bound must be above 0"));
            if (serving is null || !serving.Evaluation.ContainsKey(part)) continue;
            if (gate.Serving != serving.Version || gate.OverServing is not { } difference || gate.ServingValue is not { } value)
                objections.Add(Text($"{part}: it was measured against {gate.Serving ?? "no model"}, while {serving.Version} serves; train again"));
            else if (!(difference.Low >= -Tolerance * value))
                objections.Add(Text($"{part}: {gate.Measure} {gate.Model.Value:0.0000} may be worse than {value:0.0000} of {serving.Version}, which serves: the difference is {difference.Value:+0.0000;-0.0000} ({difference.Low:+0.0000;-0.0000} to {difference.High:+0.0000;-0.0000}), and its lower bound must be at least {-Tolerance * value:0.0000}"));
        }

        if (serving is not null && model.Data.Interactions < LeastData * serving.Data.Interactions)
            objections.Add(Text($"it was trained on {model.Data.Interactions:N0} interactions, {serving.Version}, which serves, on {serving.Data.Interactions:N0}; train on as many"));
        foreach (var part in serving?.Evaluation.Keys.Except(model.Evaluation.Keys) ?? []) objections.Add($"{part}: it has nothing of this, while {serving!.Version}, which serves, has");
        return objections;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
