namespace Recs.Simulation.Shops;

/// <summary>A need that the shop serves: products of one kind can stand in for each other.</summary>
public sealed class ProductKind(KindPlan plan, string department)
{
    /// <summary>As it stands in a product's title.</summary>
    public string Title => plan.Title;

    /// <summary>The top category.</summary>
    public string Department { get; } = department;

    /// <summary>The path of the leaf category.</summary>
    public string Category { get; } = $"{department} > {plan.Category}";

    /// <summary>It is used up and bought again.</summary>
    public bool IsUsedUp => plan.IsUsedUp;

    /// <summary>People buy several that match.</summary>
    public bool IsCollected => plan.IsCollected;

    public IReadOnlyList<Product> Products { get; internal set; } = [];

    /// <summary>Kinds that are used with it, both ways.</summary>
    public IReadOnlyList<ProductKind> GoesWith { get; internal set; } = [];

    /// <summary>How much of the shop's trade begins with it, beside the other kinds.</summary>
    public double Demand { get; internal set; }
}
