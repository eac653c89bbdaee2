namespace Recs.Training.Artefacts;

/// <summary>The names of an artefact's files.</summary>
public static class ArtefactFiles
{
    public const string Manifest = "manifest.json";
    public const string Items = "items.jsonl";

    /// <summary>The factors of the items, where the model has any.</summary>
    public const string Factors = "factors.safetensors";

    /// <summary>Lists of items for items: starts, numbers, weights.</summary>
    public const string Lists = "lists.safetensors";

    /// <summary>What an artefact may hold, and nothing else.</summary>
    public static IReadOnlyList<string> All { get; } = [Manifest, Items, Factors, Lists];
}
