using Recs.Core;

namespace Recs.Models.Registry;

/// <summary>What was asked of a model cannot be done. Nothing was changed.</summary>
public class ModelException(string message) : RecsException(message)
{
    /// <summary>What the gate has against it; empty where it is something else.</summary>
    public IReadOnlyList<string> Objections { get; init; } = [];
}

/// <summary>There is no model of the name that was given.</summary>
public sealed class UnknownModelException(string message) : ModelException(message);
