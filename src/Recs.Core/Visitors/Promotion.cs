namespace Recs.Core.Visitors;

/// <summary>What became of one campaign with one visitor.</summary>
/// <param name="Contacted">Shown or sent by the shop.</param>
/// <param name="Opened">Opened by the visitor.</param>
/// <param name="Clicked">Answered by the visitor.</param>
public readonly record struct Promotion(Answers Contacted, Answers Opened, Answers Clicked)
{
    public static readonly Promotion None = new(Answers.None, Answers.None, Answers.None);

    internal Instant Newest => Instant.Max(Instant.Max(Contacted.Last, Opened.Last), Clicked.Last);

    internal Promotion Plus(Promotion other) => new(Contacted.Plus(other.Contacted), Opened.Plus(other.Opened), Clicked.Plus(other.Clicked));
}

/// <param name="Count">How often.</param>
/// <param name="Last">When last; <see cref="Instant.MinValue"/>: never.</param>
public readonly record struct Answers(long Count, Instant Last)
{
    public static readonly Answers None = new(0, Instant.MinValue);

    internal Answers Plus(Answers other) => new(Count + other.Count, Instant.Max(Last, other.Last));
}

/// <summary>How often over all campaigns.</summary>
public readonly record struct PromotionCounts(long Contacted, long Opened, long Clicked)
{
    internal PromotionCounts Plus(PromotionCounts other) => new(Contacted + other.Contacted, Opened + other.Opened, Clicked + other.Clicked);
}
