using Recs.Core.Models;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IModelStore"/>.</summary>
public abstract class ModelStoreSpec : Spec<IModelStore>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other/../shop");

    private static readonly IReadOnlyDictionary<string, byte[]> Files = new Dictionary<string, byte[]> { ["manifest.json"] = [1, 2, 3], ["lists.bin"] = new byte[70_000] };

    [Fact]
    public async Task Starts_with_no_model_and_no_history()
    {
        Assert.Empty(await Ports.ListAsync(Site, Cancel));
        Assert.Empty(await Ports.HistoryAsync(Site, Cancel));
        Assert.Null(await Ports.ReadAsync(Site, "a", Cancel));
        Assert.Null(await Ports.ReadFileAsync(Site, "a", "manifest.json", Cancel));
    }

    [Fact]
    public async Task Gives_a_model_back_as_it_was_added()
    {
        Assert.True(await Ports.AddAsync(Site, "a", Files, Cancel));
        var read = await Ports.ReadAsync(Site, "a", Cancel);
        Assert.Equal(Files.Keys.Order(), read!.Keys.Order());
        Assert.All(Files, f => Assert.Equal(f.Value, read[f.Key]));
        Assert.Equal([1, 2, 3], await Ports.ReadFileAsync(Site, "a", "manifest.json", Cancel));
        Assert.Null(await Ports.ReadFileAsync(Site, "a", "other", Cancel));
        Assert.Equal(("a", 70_003L), Assert.Single(await Ports.ListAsync(Site, Cancel)) is var model ? (model.Version, model.Bytes) : default);
    }

    [Fact]
    public async Task A_version_is_added_once_and_then_stays_as_it_is()
    {
        await Ports.AddAsync(Site, "a", Files, Cancel);
        Assert.False(await Ports.AddAsync(Site, "a", new Dictionary<string, byte[]> { ["manifest.json"] = [9] }, Cancel));
        Assert.Equal([1, 2, 3], await Ports.ReadFileAsync(Site, "a", "manifest.json", Cancel));
    }

    [Fact]
    public async Task Sites_know_nothing_of_each_other()
    {
        await Ports.AddAsync(OtherSite, "a", Files, Cancel);
        await Ports.PointAsync(OtherSite, Pointer(1, "a"), Cancel);
        Assert.Empty(await Ports.ListAsync(Site, Cancel));
        Assert.Empty(await Ports.HistoryAsync(Site, Cancel));
        Assert.Single(await Ports.ListAsync(OtherSite, Cancel));
    }

    [Fact]
    public async Task The_history_tells_the_newest_first_with_all_that_was_said()
    {
        await Ports.AddAsync(Site, "a", Files, Cancel);
        var first = Pointer(1, "a") with { Action = ModelAction.Forced, Reason = "größer ist besser" };
        Assert.True(await Ports.PointAsync(Site, first, Cancel));
        Assert.True(await Ports.PointAsync(Site, Pointer(2, null), Cancel));
        Assert.Equal([Pointer(2, null), first], await Ports.HistoryAsync(Site, Cancel));
    }

    [Fact]
    public async Task Of_two_that_point_at_once_one_is_told_that_it_came_late()
    {
        await Ports.AddAsync(Site, "a", Files, Cancel);
        Assert.True(await Ports.PointAsync(Site, Pointer(1, "a"), Cancel));
        Assert.False(await Ports.PointAsync(Site, Pointer(1, "a"), Cancel));
        Assert.False(await Ports.PointAsync(Site, Pointer(3, "a"), Cancel));
        Assert.Single(await Ports.HistoryAsync(Site, Cancel));
    }

    [Fact]
    public async Task Nothing_points_to_what_is_not_there()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ports.PointAsync(Site, Pointer(1, "a"), Cancel));
        Assert.Empty(await Ports.HistoryAsync(Site, Cancel));
    }

    [Fact]
    public async Task What_serves_cannot_be_removed_what_does_not_can()
    {
        await Ports.AddAsync(Site, "a", Files, Cancel);
        await Ports.AddAsync(Site, "b", Files, Cancel);
        await Ports.PointAsync(Site, Pointer(1, "a"), Cancel);
        await Assert.ThrowsAsync<ArgumentException>(() => Ports.RemoveAsync(Site, "a", Cancel));
        Assert.True(await Ports.RemoveAsync(Site, "b", Cancel));
        Assert.False(await Ports.RemoveAsync(Site, "b", Cancel));
        Assert.Equal("a", Assert.Single(await Ports.ListAsync(Site, Cancel)).Version);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("A")]
    public async Task What_is_no_version_names_no_model(string version)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ports.AddAsync(Site, version, Files, Cancel));
        Assert.Null(await Ports.ReadAsync(Site, version, Cancel));
    }

    [Fact]
    public async Task Models_and_pointers_outlive_the_process()
    {
        await Ports.AddAsync(Site, "a", Files, Cancel);
        await Ports.PointAsync(Site, Pointer(1, "a"), Cancel);
        await RestartAsync();
        Assert.Equal([Pointer(1, "a")], await Ports.HistoryAsync(Site, Cancel));
        Assert.Equal(Files["lists.bin"], (await Ports.ReadAsync(Site, "a", Cancel))!["lists.bin"]);
    }

    private static ModelPointer Pointer(long number, string? version) => new(number, version, new Instant(1_000 * number), ModelAction.Published, null);
}
