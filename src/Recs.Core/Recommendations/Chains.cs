using System.Collections.Frozen;
using System.Globalization;
using Recs.Core.Recommendations.Mix;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations;

/// <summary>The sources of each form, in the order in which they are asked; checked once, with every error named.</summary>
internal sealed class Chains
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> Defaults = new Dictionary<string, IReadOnlyList<string>>
    {
        [RecommendationForm.ReSell.Name()] =
        [
            SourceNames.TrainedSimilar, SourceNames.CoViews, SourceNames.TitleSimilarity, SourceNames.PopularInCategory, SourceNames.TitleSimilarityWide,
            SourceNames.PopularInDepartment, SourceNames.Popular, SourceNames.Catalogue,
        ],
        [RecommendationForm.CrossSell.Name()] = [SourceNames.TrainedComplements, SourceNames.CoPurchases, SourceNames.CoPurchasesOfLike, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.UpSell.Name()] = [SourceNames.PriceLadder],
        [RecommendationForm.Referral.Name()] = [SourceNames.Friends],
        [RecommendationForm.ForYou.Name()] = [SourceNames.PersonalMix, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.Popular.Name()] = [SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.Trending.Name()] = [SourceNames.Trending, SourceNames.Popular, SourceNames.Catalogue],
        [RecommendationForm.RecentlyViewed.Name()] = [SourceNames.RecentlyViewed, SourceNames.Popular, SourceNames.Catalogue],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What is asked when better evidence has run out; never a part of a mix, where another part has more to say.
    private static readonly FrozenSet<string> Fallbacks =
    [
        SourceNames.CoPurchasesOfLike, SourceNames.TitleSimilarityWide, SourceNames.PopularInCategory, SourceNames.PopularInDepartment, SourceNames.Popular, SourceNames.Catalogue,
    ];

    private readonly ICandidateSource[][] _sources;
    private readonly bool[] _friends;

    /// <exception cref="RecsException">A name is unknown or comes twice; the message lists all of them.</exception>
    public Chains(RecommenderOptions options, IEnumerable<ICandidateSource> more)
    {
        var sources = Known(more);
        var errors = Check(options, [.. sources.Keys, SourceNames.PersonalMix]);
        if (errors.Count > 0) throw new RecsException("The options of the recommender can't be used: " + string.Join("; ", errors) + ".");
        sources[SourceNames.PersonalMix] = new PersonalMixSource(options, name => [.. PartOf(options, name).Select(n => sources[n])]);
        _sources = [.. RecommendationForms.AllNames.Select(form => Names(options, form).Select(n => sources[n]).ToArray())];
        _friends = [.. _sources.Select(chain => chain.Any(s => s.Name == SourceNames.Friends || (s.Name == SourceNames.PersonalMix && MixesFriends(options))))];
    }

    public ReadOnlySpan<ICandidateSource> Of(RecommendationForm form) => _sources[(int)form];

    /// <summary>Lists of the form draw on what friends have bought.</summary>
    public bool AskFriends(RecommendationForm form) => _friends[(int)form];

    private static bool MixesFriends(RecommenderOptions options) =>
        Enum.GetNames<LifecycleStage>().SelectMany(options.MixOf).Any(p => p.Share > 0 && PartOf(options, p.Name).Contains(SourceNames.Friends));

    // Of a form the sources of its chain up to the first fallback, but at least one.
    private static IEnumerable<string> PartOf(RecommenderOptions options, string name) =>
        RecommendationForms.TryParse(name, out _) ? Names(options, name).TakeWhile((source, at) => at == 0 || !Fallbacks.Contains(source)) : [name];

    private static Dictionary<string, ICandidateSource> Known(IEnumerable<ICandidateSource> more)
    {
        ICandidateSource[] own =
        [
            new TrainedSimilarSource(), new TrainedComplementSource(), new TrainedNextSource(), new CoViewSource(), new CoPurchaseSource(), new LikeCoPurchaseSource(), new AffinitySource(), new TitleSimilaritySource(wide: false), new TitleSimilaritySource(wide: true),
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

        CheckMixes(options, [.. RecommendationForms.AllNames.Where(f => f != RecommendationForm.ForYou.Name()), .. sources.Where(s => s != SourceNames.PersonalMix)], errors);
        return errors;
    }

    private static void CheckMixes(RecommenderOptions options, IReadOnlyList<string> parts, List<string> errors)
    {
        foreach (var (stage, mix) in options.StageMix)
        {
            if (!StageMixes.Default.ContainsKey(stage)) errors.Add($"\"{stage}\" is no stage; there are {string.Join(", ", StageMixes.Default.Keys)}");
            foreach (var part in mix.Where(p => !(p.Share >= 0 && double.IsFinite(p.Share))))
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"the mix of {stage} gives {part.Name} the share {part.Share}; 0 or more is possible"));
            Check($"the mix of {stage}", [.. mix.Select(p => p.Name)], parts, errors);
        }
    }

    private static void Check(string where, IReadOnlyList<string> names, IReadOnlyList<string> known, List<string> errors)
    {
        foreach (var name in names.Where(n => !known.Contains(n)).Distinct())
            errors.Add($"{where} names \"{name}\", which is no {(where.StartsWith("the mix", StringComparison.Ordinal) ? "form and no source" : "source")}; there are {string.Join(", ", known)}");
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
            errors.Add($"{where} names \"{twice.Key}\" more than once");
    }
}
