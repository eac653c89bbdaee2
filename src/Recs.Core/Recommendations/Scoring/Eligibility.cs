using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// Which items may be in the answer: in stock, within the filters, and not blocked. Asked before anything is ranked. One
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

    internal void Begin(CatalogSnapshot catalog, RecommendationRequest request)
    {
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
    public bool Allows(int item) =>
        _blockedIn[item] != _request
        && (!_onlyAdmitted || _admittedIn[item] == _request)
        && _catalog.IsOffered(item)
        && (!_byCategory || _categories[_catalog.CategoryOf(item)])
        && (!_byFacts || AllowsFacts(_catalog[item]));

    /// <summary>From now on only what <see cref="Admit"/> names may be in the answer.</summary>
    internal void AdmitOnly()
    {
        _onlyAdmitted = true;
        if (_admittedIn.Length < _catalog.Count) _admittedIn = new long[_catalog.Count];
    }

    internal void Admit(int item) => _admittedIn[item] = _request;

    internal void Block(int item) => _blockedIn[item] = _request;

    internal void Block(ulong hash)
    {
        if (_catalog.TryFind(hash, out var item)) Block(item);
    }

    private bool AllowsFacts(CatalogItem item)
    {
        if (_wanted.MinPrice is { } min && !(item.Price >= min)) return false;
        if (_wanted.MaxPrice is { } max && !(item.Price <= max)) return false;
        foreach (var (name, value) in _wanted.Attributes)
        {
            if (!item.Attributes.TryGetValue(name, out var found) || found != value) return false;
        }

        return true;
    }
}
