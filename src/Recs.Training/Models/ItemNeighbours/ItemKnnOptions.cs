namespace Recs.Training.Models.ItemNeighbours;

/// <summary>How items that share visitors are compared.</summary>
public sealed record ItemKnnOptions
{
    /// <summary>Added to the denominator, so that few shared visitors say little. Default 10.</summary>
    public double Shrink { get; init; } = 10;

    /// <summary>The longest list kept of an item. Default 200.</summary>
    public int Neighbours { get; init; } = 200;

    /// <summary>Serving: the list of the last item counts 1, of the one before this much. Default 1: all alike.</summary>
    public double Recency { get; init; } = 1;
}
