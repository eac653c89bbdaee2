using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Artefacts;

/// <summary>A trained model with all that serving needs. Immutable.</summary>
public sealed record ModelArtefact
{
    public required ModelManifest Manifest { get; init; }

    /// <summary>Ids of the products by number, in ordinal order, each once.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>What follows each product; null where <see cref="ModelManifest.Next"/> is.</summary>
    public ItemLists? Transitions { get; init; }

    /// <summary>Factors of the products; null where <see cref="ModelManifest.Next"/> is.</summary>
    public FactorMatrix? Factors { get; init; }

    /// <summary>Candidates by factors, see <see cref="TasteLists"/>; null where <see cref="ModelManifest.Next"/> is.</summary>
    public ItemLists? Taste { get; init; }

    /// <summary>What goes with each product; null: nothing is known.</summary>
    public ItemLists? Complements { get; init; }

    /// <summary>What could stand in for each product; null: nothing is known.</summary>
    public ItemLists? Similar { get; init; }

    /// <summary>The model of what comes next as evaluations ask it; null: the artefact has none.</summary>
    public IModel? NextModel()
    {
        if (Manifest.Next is not { } options || Transitions is null || Factors is null) return null;
        return new BlendModel(TransitionModel.Of(Transitions, options.Transitions), AlsModel.Of(Factors, options.Als), options.Blend);
    }
}
