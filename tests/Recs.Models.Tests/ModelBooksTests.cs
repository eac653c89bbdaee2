using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Models;
using Recs.Models.Serving;
using Recs.Sqlite;
using Recs.TestKit;
using Recs.Training.Artefacts;

namespace Recs.Models.Tests;

public sealed class ModelBooksTests : IAsyncLifetime
{
    private static readonly SiteId Site = SiteId.Default;

    private readonly ManualTime _clock = new();
    private readonly SqliteInstallation _installation;
    private readonly ModelBooks _books;
    private CatalogSnapshot _catalog = CatalogSnapshot.Empty;

    public ModelBooksTests()
    {
        _installation = SqliteInstallation.OpenTemporary(1, _clock);
        _books = new ModelBooks(_installation.Models, _ => _catalog, _clock, NullLogger<ModelBooks>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task Serves_what_the_pointer_names_and_nothing_before()
    {
        Assert.False(await _books.RefreshAsync(Site, Cancel));
        Assert.Null(_books.Current(Site));
        await PointAsync(Made.Named("a"), "a");
        Assert.True(await _books.RefreshAsync(Site, Cancel));
        Assert.Equal("a", _books.Current(Site)!.Version);
        Assert.False(await _books.RefreshAsync(Site, Cancel));
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_leaves_the_last_good_one_and_is_told_of()
    {
        await PointAsync(Made.Named("a"), "a");
        await _books.RefreshAsync(Site, Cancel);
        var bad = Made.Named("b").ToDictionary(f => f.Key, f => f.Value.ToArray());
        bad[ArtefactFiles.Lists][^1] ^= 1;
        await PointAsync(bad, "b");
        Assert.False(await _books.RefreshAsync(Site, Cancel));
        Assert.Equal("a", _books.Current(Site)!.Version);
        Assert.Contains("SHA-256", Assert.Single(_books.Problems), StringComparison.Ordinal);
        Assert.Equal(1, _books.Refusals);
        Assert.False(await _books.RefreshAsync(Site, Cancel));
        Assert.Equal(1, _books.Refusals);

        await PointAsync(Made.Named("c"), "c");
        Assert.True(await _books.RefreshAsync(Site, Cancel));
        Assert.Empty(_books.Problems);
    }

    [Fact]
    public async Task After_a_restart_the_last_good_model_serves_in_the_place_of_a_damaged_one()
    {
        await PointAsync(Made.Named("a"), "a");
        var bad = Made.Named("b").ToDictionary(f => f.Key, f => f.Value.ToArray());
        bad[ArtefactFiles.Lists][^1] ^= 1;
        await PointAsync(bad, "b");
        await _books.RefreshAsync(Site, Cancel);
        Assert.Equal("a", _books.Current(Site)!.Version);
        Assert.Contains("SHA-256", Assert.Single(_books.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_another_shop_is_refused()
    {
        var builder = new CatalogBuilder();
        builder.Put(new CatalogItem(new ItemId("something else"), "") { InStock = true });
        _catalog = builder.Build();
        await PointAsync(Made.Named("a"), "a");
        Assert.False(await _books.RefreshAsync(Site, Cancel));
        Assert.Contains("another shop", Assert.Single(_books.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolled_back_to_nothing_live_counts_serve_alone()
    {
        await PointAsync(Made.Named("a"), "a");
        await _books.RefreshAsync(Site, Cancel);
        await _installation.Models.PointAsync(Site, new ModelPointer(2, null, Instant.Now(_clock), ModelAction.RolledBack, null), Cancel);
        Assert.True(await _books.RefreshAsync(Site, Cancel));
        Assert.Null(_books.Current(Site));
    }

    private async Task PointAsync(IReadOnlyDictionary<string, byte[]> files, string version)
    {
        await _installation.Models.AddAsync(Site, version, files, Cancel);
        var history = await _installation.Models.HistoryAsync(Site, Cancel);
        Assert.True(await _installation.Models.PointAsync(Site, new ModelPointer(history.Count == 0 ? 1 : history[0].Number + 1, version, Instant.Now(_clock), ModelAction.Published, null), Cancel));
    }
}
