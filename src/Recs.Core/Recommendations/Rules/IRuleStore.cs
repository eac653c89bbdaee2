namespace Recs.Core.Recommendations.Rules;

/// <summary>The rules of each site.</summary>
public interface IRuleStore
{
    /// <summary>A number that changes whenever the site's rules do; 0: there never were any.</summary>
    ValueTask<long> VersionAsync(SiteId site, CancellationToken cancel);

    /// <summary>All rules of a site, with the version they stand at, by id.</summary>
    /// <exception cref="StoredFormatException">A rule is written in a way this build does not know.</exception>
    ValueTask<RuleSet> ReadAsync(SiteId site, CancellationToken cancel);

    /// <summary>Keeps a rule, in the place of the one with the same id where there is one.</summary>
    /// <returns>False: the site has <see cref="RuleSet.MostRules"/> already, and nothing was changed.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel);

    /// <summary>Removes a rule.</summary>
    /// <returns>False: there is none of this id.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task<bool> DeleteAsync(SiteId site, string id, CancellationToken cancel);
}

/// <param name="Version">As <see cref="IRuleStore.VersionAsync"/> gives it.</param>
/// <param name="Rules">By id, in ordinal order.</param>
public sealed record RuleSet(long Version, IReadOnlyList<Rule> Rules)
{
    /// <summary>So many rules a site may have: each candidate of each list is looked at by all of them.</summary>
    public const int MostRules = 200;
}
