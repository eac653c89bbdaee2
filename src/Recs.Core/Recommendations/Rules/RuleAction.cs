namespace Recs.Core.Recommendations.Rules;

/// <summary>What a rule does with its products.</summary>
public enum RuleAction
{
    /// <summary>They don't come.</summary>
    Hide,

    /// <summary>Nothing else comes.</summary>
    Filter,

    /// <summary>One product comes at a given place, where the form may return it.</summary>
    Pin,

    /// <summary>Their scores are multiplied, which moves them up among what the same source proposes.</summary>
    Boost,

    /// <summary>They come last: only where nothing else is left.</summary>
    Bury,
}
