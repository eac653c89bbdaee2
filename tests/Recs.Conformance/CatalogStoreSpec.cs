using System.Collections.Immutable;
using Recs.Core.Catalog;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="ICatalogStore"/>.</summary>
public abstract class CatalogStoreSpec : Spec<ICatalogStore>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other");

    [Fact]
    public async Task Starts_empty()
    {
        Assert.Equal([null], await Ports.GetAsync(Site, [new ItemId("a")], Cancel));
        Assert.Empty((await Ports.ReadChangesAsync(Site, 0, Cancel)).Items);
    }

    [Fact]
    public async Task Gives_every_field_back()
    {
        var full = new CatalogItem(new ItemId("äpfel 😀"), "Title % ' \" \n")
        {
            Category = "Home > Kitchen",
            Brand = "Acme",
            Price = 1234567.8901m,
            Currency = "EUR",
            InStock = false,
            Repeatable = true,
            Url = "https://shop.example/a?b=c",
            ImageUrl = "https://shop.example/a.jpg",
            Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("colour", "grün").Add("size", "").Add("a\"b", "\\"),
        };
        await Ports.PutAsync(Site, [full], Cancel);

        Assert.Equal(Line(full), Line((await Ports.GetAsync(Site, [full.Id], Cancel))[0]));
        Assert.Equal([Line(full)], (await Ports.ReadChangesAsync(Site, 0, Cancel)).Items.Select(Line));
    }

    [Fact]
    public async Task Gives_what_was_left_out_back_as_left_out()
    {
        var bare = new CatalogItem(new ItemId("a"), "");
        await Ports.PutAsync(Site, [bare, bare with { Id = new ItemId("b"), Repeatable = false, Category = "" }], Cancel);

        var items = await Ports.GetAsync(Site, [new ItemId("a"), new ItemId("b")], Cancel);

        Assert.Equal(Line(bare), Line(items[0]));
        Assert.Equal((false, ""), (items[1]!.Repeatable, items[1]!.Category));
    }

    [Fact]
    public async Task Items_come_in_the_order_asked_and_null_where_the_catalogue_has_none()
    {
        await Ports.PutAsync(Site, [Item("a"), Item("b")], Cancel);

        var items = await Ports.GetAsync(Site, [new("b"), new("x"), new("a"), new("A"), new("b")], Cancel);

        Assert.Equal(["b", null, "a", null, "b"], items.Select(i => i?.Id.Value));
        Assert.Empty(await Ports.GetAsync(Site, [], Cancel));
    }

    [Fact]
    public async Task A_later_put_replaces_the_item_whole()
    {
        await Ports.PutAsync(Site, [Item("a") with { Brand = "Acme", Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v") }], Cancel);
        await Ports.PutAsync(Site, [Item("a") with { Title = "New" }], Cancel);

        Assert.Equal(Line(Item("a") with { Title = "New" }), Line((await Ports.GetAsync(Site, [new("a")], Cancel))[0]));
    }

    [Fact]
    public async Task Of_an_item_put_twice_in_one_call_the_last_counts()
    {
        await Ports.PutAsync(Site, [Item("a") with { Title = "First" }, Item("a") with { Title = "Last" }], Cancel);

        Assert.Equal("Last", Assert.Single((await Ports.ReadChangesAsync(Site, 0, Cancel)).Items).Title);
    }

    [Fact]
    public async Task Sites_have_catalogues_of_their_own()
    {
        await Ports.PutAsync(Site, [Item("a") with { Title = "Here" }], Cancel);
        await Ports.PutAsync(OtherSite, [Item("a") with { Title = "There" }, Item("b")], Cancel);

        Assert.Equal("Here", (await Ports.GetAsync(Site, [new("a")], Cancel))[0]!.Title);
        Assert.Null((await Ports.GetAsync(Site, [new("b")], Cancel))[0]);
        Assert.Single((await Ports.ReadChangesAsync(Site, 0, Cancel)).Items);
        Assert.Equal(2, (await Ports.ReadChangesAsync(OtherSite, 0, Cancel)).Items.Count);
    }

    [Fact]
    public async Task Items_put_after_a_version_come_once_as_they_are_now()
    {
        await Ports.PutAsync(Site, [Item("a"), Item("b")], Cancel);
        var version = (await Ports.ReadChangesAsync(Site, 0, Cancel)).Version;
        await Ports.PutAsync(Site, [Item("b") with { Title = "Second" }, Item("c")], Cancel);
        await Ports.PutAsync(Site, [Item("b") with { Title = "Third" }], Cancel);

        var changes = await Ports.ReadChangesAsync(Site, version, Cancel);

        Assert.Equal(["b Third", "c title of c"], changes.Items.Select(i => $"{i.Id} {i.Title}").Order());
        Assert.Empty((await Ports.ReadChangesAsync(Site, changes.Version, Cancel)).Items);
    }

    [Fact]
    public async Task Following_versions_while_many_put_misses_nothing()
    {
        var seen = new Dictionary<string, string>();
        long version = 0;
        var putting = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => PutManyAsync(n), Cancel)));

        while (!putting.IsCompleted) version = await FollowAsync(seen, version);
        await putting;
        await FollowAsync(seen, version);

        Assert.Equal(Enumerable.Range(0, 4).SelectMany(n => Enumerable.Range(0, 10).Select(i => $"{n}-{i} round 5")).Order(), seen.Select(x => $"{x.Key} {x.Value}").Order());
    }

    [Fact]
    public async Task Putting_nothing_changes_nothing()
    {
        await Ports.PutAsync(Site, [], Cancel);

        Assert.Empty((await Ports.ReadChangesAsync(Site, 0, Cancel)).Items);
    }

    [Fact]
    public async Task A_put_becomes_visible_as_a_whole()
    {
        var putting = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) await Ports.PutAsync(Site, [Item("a") with { Title = "round " + i }, Item("b") with { Title = "round " + i }], Cancel);
        }, Cancel);

        do
        {
            var pair = await Ports.GetAsync(Site, [new("a"), new("b")], Cancel);
            Assert.Equal(pair[0]?.Title, pair[1]?.Title);
        }
        while (!putting.IsCompleted);
        await putting;
    }

    [Fact]
    public async Task The_catalogue_and_its_versions_survive_a_restart()
    {
        await Ports.PutAsync(Site, [Item("a"), Item("b")], Cancel);
        var before = await Ports.ReadChangesAsync(Site, 0, Cancel);
        await RestartAsync();

        Assert.Equal(before.Items.Select(Line).Order(), (await Ports.ReadChangesAsync(Site, 0, Cancel)).Items.Select(Line).Order());
        Assert.Empty((await Ports.ReadChangesAsync(Site, before.Version, Cancel)).Items);
        await Ports.PutAsync(Site, [Item("b")], Cancel);
        Assert.Equal("b", Assert.Single((await Ports.ReadChangesAsync(Site, before.Version, Cancel)).Items).Id.Value);
    }

    private async Task PutManyAsync(int sender)
    {
        for (var round = 0; round < 6; round++)
            for (var i = 0; i < 10; i += 5)
                await Ports.PutAsync(Site, [.. Enumerable.Range(i, 5).Select(k => Item($"{sender}-{k}") with { Title = "round " + round })], Cancel);
    }

    private async Task<long> FollowAsync(Dictionary<string, string> seen, long version)
    {
        var changes = await Ports.ReadChangesAsync(Site, version, Cancel);
        Assert.True(changes.Version >= version, $"The version fell from {version} to {changes.Version}.");
        foreach (var item in changes.Items) seen[item.Id.Value] = item.Title;
        return changes.Version;
    }

    private static CatalogItem Item(string id) => new(new ItemId(id), "title of " + id);

    private static string Line(CatalogItem? item) =>
        item is null ? "none" : item with { Attributes = ImmutableSortedDictionary<string, string>.Empty } + string.Join(";", item.Attributes);
}
