using Recs.Training.Evaluation;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Artefacts;

/// <summary>What a model is, where it comes from, what it reached: <c>manifest.json</c> of the artefact folder.</summary>
public sealed record ModelManifest
{
    /// <summary>The format this build writes. It reads this one.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>Its name: the day its data ends and a hash of its content, so that equal models have equal names.</summary>
    public required string Version { get; init; }

    public required TrainingWindow Data { get; init; }

    /// <summary>Where every draw began.</summary>
    public required int Seed { get; init; }

    /// <summary>How many items the model tells of: the lines of <c>items.jsonl</c>.</summary>
    public required int Items { get; init; }

    /// <summary>How many of them have a list, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>What comes next; null: the data had too little of it.</summary>
    public NextOptions? Next { get; init; }

    /// <summary>What goes with a product; null: there were too few baskets.</summary>
    public ListOptions? Complements { get; init; }

    /// <summary>What could stand in for a product; null: there was too little of it.</summary>
    public ListOptions? Similar { get; init; }

    /// <summary>What the methods reached on the newest part of the data, by part: <c>next</c>, <c>complements</c>.</summary>
    public required IReadOnlyDictionary<string, PartEvaluation> Evaluation { get; init; }

    /// <summary>The other files.</summary>
    public required IReadOnlyDictionary<string, ArtefactFile> Files { get; init; }

    /// <summary>Remarks of the training, for people: what was left out and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The data a model was fitted on.</summary>
/// <param name="From">The first interaction.</param>
/// <param name="Until">The last one.</param>
/// <param name="Visitors">How many had any.</param>
/// <param name="Interactions">How many.</param>
/// <param name="Baskets">Orders of at least two products.</param>
public sealed record TrainingWindow(DateTimeOffset From, DateTimeOffset Until, int Visitors, int Interactions, int Baskets);

/// <summary>The options of the model of what comes next: transitions and factors, blended.</summary>
public sealed record NextOptions(TransitionOptions Transitions, AlsOptions Als, BlendOptions Blend);

/// <summary>How lists were made.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Options">Its options by name.</param>
public sealed record ListOptions(string Method, IReadOnlyDictionary<string, double> Options);

/// <summary>What methods reached on one part.</summary>
/// <param name="Split">How training and test were told apart.</param>
/// <param name="Ranked">What was ranked.</param>
/// <param name="Searched">What was searched on which part.</param>
/// <param name="Questions">How many questions were answered.</param>
/// <param name="Methods">Measures by method.</param>
/// <param name="Gate">The differences on which publishing is decided.</param>
public sealed record PartEvaluation(
    string Split, string Ranked, string Searched, int Questions, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Estimate>> Methods, GateFigures Gate);

/// <summary>Paired differences of one measure between the model and what it has to beat, by bootstrap over visitors.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Model">What the model reached.</param>
/// <param name="Baseline">The best baseline.</param>
/// <param name="OverBaseline">Model less baseline.</param>
/// <param name="Serving">The version that was serving when this was measured; null: none.</param>
/// <param name="ServingValue">What that one reached; null: none.</param>
/// <param name="OverServing">Model less that one; null: none.</param>
/// <param name="How">How the serving one was measured, in words; null: none was.</param>
public sealed record GateFigures(
    string Measure, Estimate Model, string Baseline, Estimate OverBaseline, string? Serving, double? ServingValue, Estimate? OverServing, string? How);

/// <summary>A file of the artefact.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
public sealed record ArtefactFile(long Bytes, string Sha256);
