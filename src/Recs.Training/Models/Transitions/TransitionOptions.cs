namespace Recs.Training.Models.Transitions;

/// <summary>
/// How transitions are counted and used. The defaults are near the best on every data set tried; a search per data set adds
/// a few per cent.
/// </summary>
public sealed record TransitionOptions
{
    /// <summary>Pairs at most so many steps apart count. Default 40; at least 1.</summary>
    public int Window { get; init; } = 40;

    /// <summary>A pair g steps apart weighs g^−x. Default 0.5.</summary>
    public double GapExponent { get; init; } = 0.5;

    /// <summary>A pair in a history of n items weighs n^−x. Default 0.1.</summary>
    public double LengthExponent { get; init; } = 0.1;

    /// <summary>What a pair counts against its direction. Default 0.3; 0 (one direction only) to 1 (both alike).</summary>
    public double Backward { get; init; } = 0.3;

    /// <summary>The weights from an item are divided by its count to this power. Default 0.25.</summary>
    public double FromExponent { get; init; } = 0.25;

    /// <summary>The weights to an item are divided by its count to this power. Default 0.15.</summary>
    public double ToExponent { get; init; } = 0.15;

    /// <summary>The longest list kept of an item. Default 200.</summary>
    public int Neighbours { get; init; } = 200;

    /// <summary>Serving: the list of the last item counts 1, of the one before this much, and so on. Default 0.6.</summary>
    public double Recency { get; init; } = 0.6;

    /// <summary>Serving: so many of the last items are asked. Default 10.</summary>
    public int LastItems { get; init; } = 10;
}
