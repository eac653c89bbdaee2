namespace Recs.Core.Recommendations.Rules;

/// <summary>The rules of a site at one moment, in their order of precedence: by priority, the highest first, then by id. Immutable, swapped whole.</summary>
public sealed class RuleBook
{
    public static readonly RuleBook Empty = new([]);

    public RuleBook(IEnumerable<Rule> rules) =>
        Rules = [.. rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The book with one rule put in, in the place of the one with the same id where there is one.</summary>
    public RuleBook With(Rule rule) => new([.. Rules.Where(r => r.Id != rule.Id), rule]);
}
