using Recs.Core.Catalog;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Rules;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// Which items may be in the answer: in stock, within the filters, not hidden by a rule, and not blocked. Asked before anything is ranked. One
/// instance serves one request after another; the arrays grow with the catalogue and are never cleared, a stamp tells what
/// belongs to the current request.
/// </summary>
public sealed class Eligibility
{
    private long[] _blockedIn = [];
    private long[] _admittedIn = [];
    private bool[] _categories = [];
    private long _request;
    private CatalogSnapshot _catalog = CatalogSnapshot.Empty;
    private RecommendationRequest _wanted = new(RecommendationForm.Popular);
    private bool _byCategory;
    private bool _byFacts;
    private bool _onlyAdmitted;
    private AppliedRules? _rules;
    private bool _buriedWait;
    private int _watched = -1;
    private KeptOut _watchedCause;

    /// <summary>Why items are blocked from here on.</summary>
    internal KeptOut Cause { get; set; }

    /// <param name="catalog">Of the request.</param>
    /// <param name="request">Its filters.</param>
    /// <param name="rules">Those that concern it.</param>
    /// <param name="watched">The item of which <see cref="WhyNot"/> will be asked; -1: none.</param>
    internal void Begin(CatalogSnapshot catalog, RecommendationRequest request, AppliedRules rules, int watched = -1)
    {
        (_rules, _buriedWait, _watched, _watchedCause) = (rules.Narrow || rules.Buries ? rules : null, rules.Buries, watched, KeptOut.Nothing);
        _request++;
        _catalog = catalog;
        _wanted = request;
        if (_blockedIn.Length < catalog.Count) _blockedIn = new long[catalog.Count];
        _onlyAdmitted = false;
        _byCategory = request.Category is not null;
        _byFacts = request.MinPrice is not null || request.MaxPrice is not null || request.Attributes.Count > 0;
        if (!_byCategory) return;
        if (_categories.Length < catalog.Categories.Count) _categories = new bool[catalog.Categories.Count];
        catalog.Categories.MarkWithin(request.Category!, _categories);
    }

    /// <summary>The item may be in the answer and is not there yet.</summary>
    public bool Allows(int item) => AllowsPinned(item) && !(_buriedWait && _rules?.BuriedBy(item) is not null);

    /// <summary>The same of an item that a rule puts at a place: then it need not wait because another rule puts it last.</summary>
    internal bool AllowsPinned(int item) =>
        _blockedIn[item] != _request
        && (!_onlyAdmitted || _admittedIn[item] == _request)
        && _catalog.IsOffered(item)
        && (!_byCategory || _categories[_catalog.CategoryOf(item)])
        && (!_byFacts || FactsAgainst(_catalog[item]) == KeptOut.Nothing)
        && _rules?.HiddenBy(item) is null;

    /// <summary>From now on only what <see cref="Admit"/> names may be in the answer.</summary>
    internal void AdmitOnly()
    {
        _onlyAdmitted = true;
        if (_admittedIn.Length < _catalog.Count) _admittedIn = new long[_catalog.Count];
    }

    internal void Admit(int item) => _admittedIn[item] = _request;

    /// <summary>What rules put last may come from here on.</summary>
    internal void LetBuriedIn() => _buriedWait = false;

    internal void Block(int item)
    {
        if (item == _watched && _blockedIn[item] != _request) _watchedCause = Cause;
        _blockedIn[item] = _request;
    }

    internal void Block(ulong hash)
    {
        if (_catalog.TryFind(hash, out var item)) Block(item);
    }

    /// <summary>The first thing that keeps the watched item out.</summary>
    internal KeptOut WhyNot()
    {
        if (!_catalog.IsOffered(_watched)) return _catalog[_watched].InStock ? KeptOut.NotInCatalogue : KeptOut.OutOfStock;
        if (_byCategory && !_categories[_catalog.CategoryOf(_watched)]) return KeptOut.OtherCategory;
        if (_byFacts && FactsAgainst(_catalog[_watched]) is not KeptOut.Nothing and var fact) return fact;
        if (_rules?.HiddenBy(_watched) is not null) return KeptOut.Rule;
        return _watchedCause == KeptOut.Nothing && _onlyAdmitted && _admittedIn[_watched] != _request ? KeptOut.Form : _watchedCause;
    }

    private KeptOut FactsAgainst(CatalogItem item)
    {
        if (_wanted.MinPrice is { } min && !(item.Price >= min)) return KeptOut.OtherPrice;
        if (_wanted.MaxPrice is { } max && !(item.Price <= max)) return KeptOut.OtherPrice;
        foreach (var (name, value) in _wanted.Attributes)
        {
            if (!item.Attributes.TryGetValue(name, out var found) || found != value) return KeptOut.OtherAttributes;
        }

        return KeptOut.Nothing;
    }
}
