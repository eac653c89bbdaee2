using Recs.Core.Recommendations.Rules;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Rules that are passed on, for mistakes to be made in.</summary>
internal abstract class PassingRuleStore(IRuleStore inner) : IRuleStore
{
    public virtual ValueTask<long> VersionAsync(SiteId site, CancellationToken cancel) => inner.VersionAsync(site, cancel);

    public virtual ValueTask<RuleSet> ReadAsync(SiteId site, CancellationToken cancel) => inner.ReadAsync(site, cancel);

    public virtual Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel) => inner.PutAsync(site, rule, cancel);

    public virtual Task<bool> DeleteAsync(SiteId site, string id, CancellationToken cancel) => inner.DeleteAsync(site, id, cancel);
}

/// <summary>The version is the number of rules.</summary>
internal sealed class CountingRuleStore(IRuleStore inner) : PassingRuleStore(inner)
{
    public override async ValueTask<long> VersionAsync(SiteId site, CancellationToken cancel) => (await ReadAsync(site, cancel)).Rules.Count;
}

/// <summary>Shows the rules of all sites to everybody.</summary>
internal sealed class SharedRuleStore(IRuleStore inner) : PassingRuleStore(inner)
{
    public override Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel) => base.PutAsync(SiteId.Default, rule, cancel);
}

/// <summary>Takes no other rule in the place of one.</summary>
internal sealed class StubbornRuleStore(IRuleStore inner) : PassingRuleStore(inner)
{
    public override async Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel) =>
        (await ReadAsync(site, cancel)).Rules.Any(r => r.Id == rule.Id) || await base.PutAsync(site, rule, cancel);
}
