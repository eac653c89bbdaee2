namespace Recs.Training.Models.SessionNeighbours;

/// <summary>How like sessions are found and asked.</summary>
public sealed record SessionKnnOptions
{
    /// <summary>So many of the newest sessions that share an item are looked at (m). Default 500.</summary>
    public int Sessions { get; init; } = 500;

    /// <summary>So many of the most like of them are asked (k). Default 500.</summary>
    public int Neighbours { get; init; } = 500;

    /// <summary>So many of the last items of the session are compared. Default 4.</summary>
    public int LastItems { get; init; } = 4;

    /// <summary>What the rarity of an item counts: its score is multiplied by 1 + x · ln(sessions ÷ sessions with it). Default 1; 0: nothing.</summary>
    public double Rarity { get; init; } = 1;

    /// <summary>An item of a neighbour whose newest common item stands p steps back counts 1 − x · p, at least 0. Default 0.1.</summary>
    public double StepWeight { get; init; } = 0.1;
}
