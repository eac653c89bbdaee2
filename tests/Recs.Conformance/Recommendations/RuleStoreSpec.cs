using Recs.Core.Recommendations.Rules;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IRuleStore"/>.</summary>
public abstract class RuleStoreSpec : Spec<IRuleStore>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other");

    [Fact]
    public async Task Starts_empty_with_version_0()
    {
        var set = await Ports.ReadAsync(Site, Cancel);
        Assert.Equal((0, 0), (set.Version, await Ports.VersionAsync(Site, Cancel)));
        Assert.Empty(set.Rules);
    }

    [Fact]
    public async Task Gives_rules_back_by_id_as_they_were_put_last()
    {
        var rule = Make("b") with { Title = "größe", Priority = 3, When = new RuleCondition { Placements = ["home"] }, Factor = 3.5, Until = new Instant(5_000) };
        await Ports.PutAsync(Site, Make("b"), Cancel);
        await Ports.PutAsync(Site, Make("a"), Cancel);
        await Ports.PutAsync(Site, rule, Cancel);
        Assert.Equal(new[] { Make("a"), rule }.Select(RuleJson.Write), (await Ports.ReadAsync(Site, Cancel)).Rules.Select(RuleJson.Write));
        Assert.Equal(["a", "b"], await IdsAsync(Site));
    }

    [Fact]
    public async Task Every_change_has_another_version_and_what_changes_nothing_has_not()
    {
        HashSet<long> versions = [await Ports.VersionAsync(Site, Cancel)];
        await Ports.PutAsync(Site, Make("a"), Cancel);
        Assert.True(versions.Add(await Ports.VersionAsync(Site, Cancel)));
        await Ports.PutAsync(Site, Make("a") with { Priority = 1 }, Cancel);
        Assert.True(versions.Add(await Ports.VersionAsync(Site, Cancel)));
        Assert.True(await Ports.DeleteAsync(Site, "a", Cancel));
        var version = await Ports.VersionAsync(Site, Cancel);
        Assert.True(versions.Add(version));
        Assert.False(await Ports.DeleteAsync(Site, "a", Cancel));
        Assert.Equal(version, await Ports.VersionAsync(Site, Cancel));
        Assert.Equal(version, (await Ports.ReadAsync(Site, Cancel)).Version);
    }

    [Fact]
    public async Task Rules_belong_to_a_site()
    {
        await Ports.PutAsync(Site, Make("here"), Cancel);
        await Ports.PutAsync(OtherSite, Make("there"), Cancel);
        Assert.False(await Ports.DeleteAsync(OtherSite, "here", Cancel));
        Assert.Equal(["here"], await IdsAsync(Site));
        Assert.Equal(["there"], await IdsAsync(OtherSite));
    }

    [Fact]
    public async Task A_full_site_takes_no_further_rule_but_other_ones_in_their_places()
    {
        for (var i = 0; i < RuleSet.MostRules; i++) Assert.True(await Ports.PutAsync(Site, Make($"r{i}"), Cancel));
        var version = await Ports.VersionAsync(Site, Cancel);
        Assert.False(await Ports.PutAsync(Site, Make("more"), Cancel));
        Assert.Equal(version, await Ports.VersionAsync(Site, Cancel));
        Assert.True(await Ports.PutAsync(Site, Make("r7") with { Priority = 9 }, Cancel));
        Assert.True(await Ports.PutAsync(OtherSite, Make("more"), Cancel));
        Assert.Equal(RuleSet.MostRules, (await IdsAsync(Site)).Count);
    }

    [Fact]
    public async Task Rules_survive_a_restart()
    {
        await Ports.PutAsync(Site, Make("a"), Cancel);
        var version = await Ports.VersionAsync(Site, Cancel);
        await RestartAsync();
        Assert.Equal(["a"], await IdsAsync(Site));
        Assert.Equal(version, await Ports.VersionAsync(Site, Cancel));
    }

    private static Rule Make(string id) => new(id, RuleAction.Boost) { Products = new ProductSelector { Items = [new ItemId("mug")] } };

    private async Task<List<string>> IdsAsync(SiteId site) => [.. (await Ports.ReadAsync(site, Cancel)).Rules.Select(r => r.Id)];
}
