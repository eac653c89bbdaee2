using System.Collections.Frozen;
using Recs.Core.Recommendations.Sources;

namespace Recs.Core.Recommendations;

/// <summary>The sources of each form, in the order in which they are asked; checked once, with every error named.</summary>
internal sealed class Chains
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> Defaults = new Dictionary<string, IReadOnlyList<string>>
    {
        [RecommendationForm.ReSell.Name()] =
        [
            SourceNames.CoViews, SourceNames.TitleSimilarity, SourceNames.PopularInCategory, SourceNames.TitleSimilarityWide,
            SourceNames.PopularInDepartment, SourceNames.Popular, SourceNames.Catalogue,
        ],
        [RecommendationForm.CrossSell.Name()] = [SourceNames.CoPurchases, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.UpSell.Name()] = [SourceNames.PriceLadder],
        [RecommendationForm.Referral.Name()] = [SourceNames.Friends],
        [RecommendationForm.ForYou.Name()] = [SourceNames.PersonalMix, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.Popular.Name()] = [SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.Trending.Name()] = [SourceNames.Trending, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.RecentlyViewed.Name()] = [SourceNames.RecentlyViewed, SourceNames.Popular, SourceNames.Catalogue],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ICandidateSource[][] _sources;

    /// <exception cref="RecsException">A name is unknown or comes twice; the message lists all of them.</exception>
    public Chains(RecommenderOptions options, IEnumerable<ICandidateSource> more)
    {
        var sources = Known(more);
        var errors = Check(options, [.. sources.Keys, SourceNames.PersonalMix]);
        if (errors.Count > 0) throw new RecsException("The options of the recommender can't be used: " + string.Join("; ", errors) + ".");
        sources[SourceNames.PersonalMix] = new PersonalMixSource(options, sources);
        _sources = [.. RecommendationForms.AllNames.Select(form => Names(options, form).Select(n => sources[n]).ToArray())];
    }

    public ReadOnlySpan<ICandidateSource> Of(RecommendationForm form) => _sources[(int)form];

    private static Dictionary<string, ICandidateSource> Known(IEnumerable<ICandidateSource> more)
    {
        ICandidateSource[] own =
        [
            new CoViewSource(), new CoPurchaseSource(), new AffinitySource(), new TitleSimilaritySource(wide: false), new TitleSimilaritySource(wide: true),
            new PopularInCategorySource(wide: false), new PopularInCategorySource(wide: true), new PopularSource(), new TrendingSource(),
            new RecentlyViewedSource(), new PriceLadderSource(), new FriendsSource(), new CatalogueSource(),
        ];
        return own.Concat(more).ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Names(RecommenderOptions options, string form) => options.Chains.GetValueOrDefault(form, Defaults[form]);

    private static List<string> Check(RecommenderOptions options, IReadOnlyList<string> sources)
    {
        List<string> errors = [];
        foreach (var (form, chain) in options.Chains)
        {
            if (!RecommendationForms.TryParse(form, out _)) errors.Add($"\"{form}\" is no form; there are {string.Join(", ", RecommendationForms.AllNames)}");
            if (chain.Count == 0) errors.Add($"the chain of {form} is empty");
            Check($"the chain of {form}", chain, sources, errors);
        }

        string[] parts = [.. sources.Where(s => s != SourceNames.PersonalMix)];
        Check("the newcomer mix", [.. options.NewcomerMix.Select(p => p.Source)], parts, errors);
        Check("the buyer mix", [.. options.BuyerMix.Select(p => p.Source)], parts, errors);
        return errors;
    }

    private static void Check(string where, IReadOnlyList<string> names, IReadOnlyList<string> known, List<string> errors)
    {
        foreach (var name in names.Where(n => !known.Contains(n)).Distinct())
            errors.Add($"{where} names \"{name}\", which is no source; there are {string.Join(", ", known)}");
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
            errors.Add($"{where} names \"{twice.Key}\" more than once");
    }
}
