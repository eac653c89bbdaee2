namespace Recs.Core.Recommendations.UpSell;

/// <summary>What counts as the same need, dearer, affordable and at least as well liked.</summary>
public sealed record UpSellOptions
{
    /// <summary>At least so much dearer than the product started from, as a share of its price. Default 0.1.</summary>
    public decimal MinRise { get; init; } = 0.1m;

    /// <summary>At most so much dearer. Default 0.6.</summary>
    public decimal MaxRise { get; init; } = 0.6m;

    /// <summary>So much dearer is allowed whatever the cap says, see <see cref="AllowedShare"/>. Default 0.25.</summary>
    public decimal AllowedRise { get; init; } = 0.25m;

    /// <summary>The cap lies so many spreads above the mean of the visitor's log prices. Default 1.5.</summary>
    public double Spreads { get; init; } = 1.5;

    /// <summary>The least spread of log prices taken for a visitor who has always looked at the same price. Default 0.15.</summary>
    public double MinSpread { get; init; } = 0.15;

    /// <summary>Prices a visitor must have seen in a top category before the cap follows them. Default 5.</summary>
    public int MinPrices { get; init; } = 5;

    /// <summary>
    /// Where the visitor's prices are too few: the share of the category's products that the cap does not exclude, and of the orders of the
    /// top category. Default 0.8.
    /// </summary>
    public double CategoryShare { get; init; } = 0.8;

    /// <summary>Where the visitor's prices are too few: the share of the top category's orders beyond which nothing is allowed. Default 0.9.</summary>
    public double AllowedShare { get; init; } = 0.9;

    /// <summary>Orders of products of a top category before they tell what people pay there. Default 100.</summary>
    public int MinOrders { get; init; } = 100;

    /// <summary>Sessions in which a product must have been viewed before orders per view say how well it is liked. Default 20.</summary>
    public int MinViews { get; init; } = 20;

    /// <summary>k: so many views, or orders, of an average product of the category are added to each product's own. Default 20.</summary>
    public double Shrinkage { get; init; } = 20;
}
