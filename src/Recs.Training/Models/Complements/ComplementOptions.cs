namespace Recs.Training.Models.Complements;

/// <summary>How products that are bought together are counted and used.</summary>
public sealed record ComplementOptions
{
    /// <summary>What a pair of two orders of one buyer counts against one of the same basket, when a day lies between. Default 0.5; 0: baskets only.</summary>
    public double Across { get; init; } = 0.5;

    /// <summary>A pair d days apart counts d^−x. Default 0.25.</summary>
    public double DayExponent { get; init; } = 0.25;

    /// <summary>A pair of a basket g lines apart counts g^−x. Default 0.5; 0: the order of lines means nothing.</summary>
    public double LineExponent { get; init; } = 0.5;

    /// <summary>A pair of a basket of n lines, or across the orders of a buyer with n purchases, weighs n^−x. Default 0.5.</summary>
    public double LengthExponent { get; init; } = 0.5;

    /// <summary>Days after which a purchase counts half against the newest one. Default 0: all alike.</summary>
    public double HalfLife { get; init; }

    /// <summary>The weights from a product are divided by its count to this power. Default 0.5.</summary>
    public double FromExponent { get; init; } = 0.5;

    /// <summary>The weights to a product are divided by its count to this power. Default 0.4.</summary>
    public double ToExponent { get; init; } = 0.4;

    /// <summary>Added to the denominator, so that few purchases say little. Default 10.</summary>
    public double Shrink { get; init; } = 10;

    /// <summary>So many times a pair must have been bought, in one basket or across orders. Default 1.</summary>
    public int Support { get; init; } = 1;

    /// <summary>What the complements of complements count against the direct ones. Default 0.2; 0: nothing.</summary>
    public double SecondHop { get; init; } = 0.2;

    /// <summary>Purchases of one buyer more places apart are not paired. Default 100.</summary>
    public int Window { get; init; } = 100;

    /// <summary>The longest list kept of a product. Default 200.</summary>
    public int Neighbours { get; init; } = 200;
}
