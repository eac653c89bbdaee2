namespace Recs.Training.Models.NextItems;

/// <summary>How the last items of a session are weighed together.</summary>
public sealed record NextItemOptions
{
    /// <summary>So many of the items before the last one speak too. Default 3; at most 20.</summary>
    public int Ages { get; init; } = 3;

    /// <summary>What the item before the last one counts against the last. Default 0.15.</summary>
    public double Weight { get; init; } = 0.15;

    /// <summary>What each item further back counts against the one after it. Default 0.8.</summary>
    public double Decay { get; init; } = 0.8;

    /// <summary>Pairs added as chance would have them to those of the last item. Default 1.</summary>
    public double LastShrink { get; init; } = 1;

    /// <summary>Pairs added as chance would have them to those of items further back. Default 50.</summary>
    public double Shrink { get; init; } = 50;

    /// <summary>What an item of the session counts against one that is new to it: below 1, people look on; above, they go back. Default 1.</summary>
    public double Seen { get; init; } = 1;

    /// <summary>A row so far before the newest, as a share of all rows, counts half. Default 0: all rows alike.</summary>
    public double HalfLife { get; init; }

    /// <summary>The longest list kept of an item and an age. Default 200.</summary>
    public int Neighbours { get; init; } = 200;
}
