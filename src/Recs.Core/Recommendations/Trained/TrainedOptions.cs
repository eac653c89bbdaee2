namespace Recs.Core.Recommendations.Trained;

/// <summary>How trained lists and live counts are put together.</summary>
public sealed record TrainedOptions
{
    /// <summary>
    /// What live counts count beside a trained list, 0 to 1, each as a share of its best. Default 0.3: a product that came after the training
    /// enters with its first sessions, and the order of what is known for long stays the model's.
    /// </summary>
    public double LiveShare { get; init; } = 0.3;

    /// <summary>At most so many of the products a list starts from are told to the model of what comes next: the recent views, favourites, cart and last order. Default 20.</summary>
    public int LastItems { get; init; } = 20;
}
