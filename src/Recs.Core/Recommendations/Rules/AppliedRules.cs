using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Rules;

/// <summary>
/// The rules that concern one list, by what they do. Hide and filter come before pin, pin before boost and bury, bury before
/// boost; factors of several boosts multiply. Serves one request after another; allocates nothing per candidate.
/// </summary>
internal sealed class AppliedRules
{
    private readonly List<Rule> _hide = [];
    private readonly List<Rule> _filter = [];
    private readonly List<Rule> _pin = [];
    private readonly List<Rule> _boost = [];
    private readonly List<Rule> _bury = [];
    private CatalogSnapshot _catalog = CatalogSnapshot.Empty;

    /// <summary>Some products may not come.</summary>
    public bool Narrow => _hide.Count + _filter.Count > 0;

    public bool Boosts => _boost.Count > 0;

    public bool Buries => _bury.Count > 0;

    /// <summary>In their order of precedence.</summary>
    public IReadOnlyList<Rule> Pins => _pin;

    public void Begin(RuleBook book, RuleOccasion occasion, CatalogSnapshot catalog)
    {
        _catalog = catalog;
        _hide.Clear();
        _filter.Clear();
        _pin.Clear();
        _boost.Clear();
        _bury.Clear();
        for (var i = 0; i < book.Rules.Count; i++)
        {
            if (book.Rules[i].Applies(occasion)) ListOf(book.Rules[i].Action).Add(book.Rules[i]);
        }
    }

    /// <summary>The rule that keeps an item out; null: none does.</summary>
    public Rule? HiddenBy(int item)
    {
        foreach (var rule in _hide)
        {
            if (rule.Products.Matches(_catalog, item)) return rule;
        }

        foreach (var rule in _filter)
        {
            if (!rule.Products.Matches(_catalog, item)) return rule;
        }

        return null;
    }

    /// <summary>The rule that puts an item last; null: none does.</summary>
    public Rule? BuriedBy(int item)
    {
        foreach (var rule in _bury)
        {
            if (rule.Products.Matches(_catalog, item)) return rule;
        }

        return null;
    }

    /// <summary>By what an item's score is multiplied.</summary>
    public double Factor(int item)
    {
        double factor = 1;
        foreach (var rule in _boost)
        {
            if (rule.Products.Matches(_catalog, item)) factor *= rule.Factor;
        }

        return factor;
    }

    /// <summary>The rules that have moved an item, by id.</summary>
    public IReadOnlyList<string> Moving(int item) => [.. _boost.Concat(_bury).Where(r => r.Products.Matches(_catalog, item)).Select(r => r.Id)];

    private List<Rule> ListOf(RuleAction action) => action switch
    {
        RuleAction.Hide => _hide,
        RuleAction.Filter => _filter,
        RuleAction.Pin => _pin,
        RuleAction.Boost => _boost,
        RuleAction.Bury => _bury,
        _ => throw new System.Diagnostics.UnreachableException($"No rules that {action}."),
    };
}
