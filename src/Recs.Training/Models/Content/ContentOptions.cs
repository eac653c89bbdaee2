namespace Recs.Training.Models.Content;

/// <summary>How items are compared by what is known of them.</summary>
public sealed record ContentOptions
{
    /// <summary>The longest list kept of an item. Default 200.</summary>
    public int Neighbours { get; init; } = 200;

    /// <summary>Words of more than this share of the items compare nothing by themselves: they only count where another word is shared too. Default 0.2.</summary>
    public double Common { get; init; } = 0.2;

    /// <summary>Serving: the list of the last item counts 1, of the one before this much, and so on. Default 0.7.</summary>
    public double Recency { get; init; } = 0.7;

    /// <summary>Serving: so many of the last items are asked. Default 10.</summary>
    public int LastItems { get; init; } = 10;
}
