using Recs.Core.Catalog;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Rules;

/// <summary>Which lists a rule concerns: everything said must hold; nothing said: all lists.</summary>
public sealed record RuleCondition
{
    public static readonly RuleCondition Always = new();

    /// <summary>One of these places on the page; empty: any.</summary>
    public IReadOnlyList<string> Placements { get; init; } = [];

    /// <summary>One of these forms; empty: any.</summary>
    public IReadOnlyList<RecommendationForm> Forms { get; init; } = [];

    /// <summary>The page's category is this one or lies below it; null: any.</summary>
    public string? Category { get; init; }

    /// <summary>The visitor is in one of these stages; empty: anybody, known or not.</summary>
    public IReadOnlyList<LifecycleStage> Stages { get; init; } = [];

    /// <summary>When in the week; null: always.</summary>
    public WeeklyWindow? Window { get; init; }

    public bool Holds(RuleOccasion occasion)
    {
        if (Forms.Count > 0 && !Has(Forms, occasion.Form)) return false;
        if (Placements.Count > 0 && (occasion.Placement is not { } place || !Has(Placements, place))) return false;
        if (Stages.Count > 0 && (occasion.Stage is not { } stage || !Has(Stages, stage))) return false;
        if (Category is not null && (occasion.Category is not { } category || !CategoryPath.IsWithin(category, Category))) return false;
        return Window?.Holds(occasion.Time) ?? true;
    }

    private static bool Has<T>(IReadOnlyList<T> list, T value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value)) return true;
        }

        return false;
    }
}
