using Recs.Core;
using Recs.Core.Models;
using Recs.Models.Registry;
using Recs.Sqlite;
using Recs.TestKit;
using Recs.Training.Artefacts;
using Recs.Training.Evaluation;

namespace Recs.Models.Tests;

public sealed class RegistryTests : IAsyncLifetime
{
    private static readonly SiteId Site = SiteId.Default;
    private static readonly Estimate Worse = new(-0.1, -0.2, -0.05);

    private readonly ManualTime _clock = new();
    private readonly SqliteInstallation _installation;
    private readonly ModelRegistry _registry;

    public RegistryTests()
    {
        _installation = SqliteInstallation.OpenTemporary(1, _clock);
        _registry = new ModelRegistry(_installation.Models, _clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task A_model_that_passes_the_gate_serves_and_the_one_before_comes_back_by_one_call()
    {
        await PublishAsync(Made.Named("a"));
        await PublishAsync(Made.Named("b", serving: "a"));
        Assert.Equal("b", await ServingAsync());
        var back = await _registry.RollBackAsync(Site, "fewer clicks", Cancel);
        Assert.Equal(("a", ModelAction.RolledBack, "fewer clicks"), (back.Version, back.Action, back.Reason));
        Assert.Equal("a", await ServingAsync());
    }

    [Fact]
    public async Task Going_back_twice_goes_back_two_steps_and_before_the_first_live_counts_serve()
    {
        await PublishAsync(Made.Named("a"));
        await PublishAsync(Made.Named("b", serving: "a"));
        await PublishAsync(Made.Named("c", serving: "b"));
        List<string?> versions = [];
        for (var i = 0; i < 3; i++) versions.Add((await _registry.RollBackAsync(Site, null, Cancel)).Version);
        Assert.Equal(["b", "a", null], versions);
        Assert.Null(await ServingAsync());
    }

    [Fact]
    public async Task With_nothing_published_there_is_nothing_to_go_back_to() =>
        await Assert.ThrowsAsync<UnknownModelException>(() => _registry.RollBackAsync(Site, null, Cancel));

    [Fact]
    public async Task The_gate_stops_a_worse_model_and_what_serves_goes_on()
    {
        await PublishAsync(Made.Named("a"));
        await _registry.AddAsync(Site, Made.Named("bad", serving: "a", overServing: Worse), Cancel);
        var refused = await Assert.ThrowsAsync<ModelException>(() => _registry.PublishAsync(Site, "bad", force: false, null, Cancel));
        Assert.Equal(2, refused.Objections.Count);
        Assert.Equal("a", await ServingAsync());
    }

    [Fact]
    public async Task Force_needs_a_reason_which_is_kept()
    {
        await _registry.AddAsync(Site, Made.Named("bad", overBaseline: Worse), Cancel);
        await Assert.ThrowsAsync<ModelException>(() => _registry.PublishAsync(Site, "bad", force: true, " ", Cancel));
        await _registry.PublishAsync(Site, "bad", force: true, "the data was mended", Cancel);
        var published = Assert.Single(await _registry.ListAsync(Site, Cancel)).Published!;
        Assert.Equal((ModelAction.Forced, "the data was mended"), (published.Action, published.Reason));
    }

    [Fact]
    public async Task Publishing_what_serves_changes_nothing()
    {
        await PublishAsync(Made.Named("a"));
        await _registry.PublishAsync(Site, "a", force: false, null, Cancel);
        Assert.Single(await _installation.Models.HistoryAsync(Site, Cancel));
    }

    [Fact]
    public async Task A_version_nobody_knows_is_told_with_those_there_are()
    {
        await _registry.AddAsync(Site, Made.Named("a"), Cancel);
        Assert.Contains("There are a.", (await Assert.ThrowsAsync<UnknownModelException>(() => _registry.PublishAsync(Site, "b", false, null, Cancel))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnknownModelException>(() => _registry.PublishAsync(Site, "../a", false, null, Cancel));
    }

    [Fact]
    public async Task What_cannot_be_used_is_not_kept()
    {
        var files = Made.Named("a").ToDictionary(f => f.Key, f => f.Value);
        files.Remove(ArtefactFiles.Lists);
        await Assert.ThrowsAsync<ArtefactException>(() => _registry.AddAsync(Site, files, Cancel));
        await Assert.ThrowsAsync<ArtefactException>(() => _registry.AddAsync(Site, Made.Named("../../evil"), Cancel));
        Assert.Empty(await _registry.ListAsync(Site, Cancel));
    }

    [Fact]
    public async Task The_same_model_may_be_added_again_another_one_of_its_name_may_not()
    {
        await _registry.AddAsync(Site, Made.Named("a"), Cancel);
        await _registry.AddAsync(Site, Made.Named("a"), Cancel);
        var other = Recs.Training.Tests.Pipeline.Shoppers.Train(Recs.Training.Tests.Pipeline.Shoppers.Walk(seed: 9));
        var renamed = new Dictionary<string, byte[]>(other) { [ArtefactFiles.Manifest] = Renamed(other, "a") };
        await Assert.ThrowsAsync<ModelException>(() => _registry.AddAsync(Site, renamed, Cancel));
    }

    [Fact]
    public async Task A_model_that_lies_damaged_is_put_right_by_adding_it_again_and_hides_no_other()
    {
        var bad = Made.Named("a").ToDictionary(f => f.Key, f => f.Value.ToArray());
        bad[ArtefactFiles.Manifest] = [1];
        await _installation.Models.AddAsync(Site, "a", bad, Cancel);
        await _registry.AddAsync(Site, Made.Named("b"), Cancel);
        Assert.Equal([true, false], (await _registry.ListAsync(Site, Cancel)).OrderBy(m => m.Stored.Version).Select(m => m.Manifest is null));
        await _registry.AddAsync(Site, Made.Named("a"), Cancel);
        Assert.All(await _registry.ListAsync(Site, Cancel), m => Assert.NotNull(m.Manifest));
    }

    [Fact]
    public async Task Old_models_go_but_never_those_that_serve_or_served_last()
    {
        await PublishAsync(Made.Named("first"));
        await PublishAsync(Made.Named("second", serving: "first"));
        for (var i = 0; i < ModelRegistry.Kept + 3; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _registry.AddAsync(Site, Made.Named($"m{i:00}"), Cancel);
        }

        var versions = (await _registry.ListAsync(Site, Cancel)).Select(m => m.Stored.Version).ToList();
        Assert.Equal(ModelRegistry.Kept + 2, versions.Count);
        Assert.Contains("first", versions);
        Assert.Contains("second", versions);
        Assert.DoesNotContain("m00", versions);
    }

    private async Task PublishAsync(IReadOnlyDictionary<string, byte[]> files)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _registry.PublishAsync(Site, (await _registry.AddAsync(Site, files, Cancel)).Version, force: false, null, Cancel);
    }

    private async Task<string?> ServingAsync() => (await _registry.ServingAsync(Site, Cancel))?.Manifest.Version;

    private static byte[] Renamed(IReadOnlyDictionary<string, byte[]> files, string version) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(ArtefactReader.ManifestOf(files) with { Version = version }, ManifestJson.Default.ModelManifest);
}
