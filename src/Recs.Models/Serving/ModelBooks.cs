using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Models;
using Recs.Core.Recommendations.Trained;
using Recs.Training.Artefacts;

namespace Recs.Models.Serving;

/// <summary>
/// The models that serve, per site: the pointer is looked at twice a second, a new model is read and checked beside the old one and
/// swapped whole. One that cannot be used leaves the last good one, is told of, and is not tried again until the pointer moves.
/// </summary>
/// <param name="store">Where models are kept.</param>
/// <param name="catalogOf">A site's products now, for the check that a model is of this shop.</param>
/// <param name="clock">Paces the looking.</param>
/// <param name="logger">Hears of swaps and refusals.</param>
public sealed class ModelBooks(IModelStore store, Func<SiteId, CatalogSnapshot> catalogOf, TimeProvider clock, ILogger<ModelBooks> logger) : ISiteModels
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<SiteId, Served> _served = new();

    public ISiteModel? Current(SiteId site) => _served.TryGetValue(site, out var served) ? served.Model : null;

    /// <summary>What serves a site, and why the newest model does not, if it doesn't.</summary>
    public Served Status(SiteId site) => _served.GetValueOrDefault(site, Served.Nothing);

    /// <summary>The newest models of sites that cannot be used, in words.</summary>
    public IReadOnlyList<string> Problems => [.. _served.Where(s => s.Value.Problem is not null).Select(s => $"site '{s.Key}': {s.Value.Problem}")];

    /// <summary>How often a model was refused since the start.</summary>
    public long Refusals { get; private set; }

    /// <summary>Brings a site's model up to date now.</summary>
    /// <returns>True: another one serves from now on.</returns>
    /// <exception cref="StoreUnavailableException">The last good one stays.</exception>
    public async Task<bool> RefreshAsync(SiteId site, CancellationToken cancel)
    {
        var history = await store.HistoryAsync(site, cancel);
        if (history.Count == 0) return false;
        var (pointer, known) = (history[0], Status(site));
        if (pointer.Number == known.Number) return false;
        try
        {
            var model = pointer.Version is { } version ? await LoadAsync(site, version, cancel) : null;
            _served[site] = new Served(pointer.Number, model, pointer, null);
            if (model is null) ModelLog.None(logger, site);
            else ModelLog.Serves(logger, site, model.Version);
            return true;
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            Refusals++;
            // After a restart nothing is in memory; the last good one lies in the store.
            var restored = known.Model is null;
            if (restored) known = known with { Model = await LastGoodAsync(site, history.Skip(1), cancel) };
            _served[site] = known with { Number = pointer.Number, Problem = $"the model {pointer.Version} cannot be used ({error.Message}); {known.Model?.Version ?? "live counts"} serve{(known.Model is null ? "" : "s")} instead" };
            ModelLog.Refused(logger, site, pointer.Version!, error);
            return restored && known.Model is not null;
        }
    }

    /// <summary>Looks after these sites until cancelled.</summary>
    /// <param name="sites">Those there are now.</param>
    /// <param name="swapped">Called after a swap, so that answers can follow at once.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(Func<IEnumerable<SiteId>> sites, Func<CancellationToken, Task> swapped, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                foreach (var site in sites()) await TryRefreshAsync(site, swapped, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    /// <summary>The same as <see cref="RefreshAsync"/>; a store that does not answer is logged, and looked at again later.</summary>
    public async Task TryRefreshAsync(SiteId site, Func<CancellationToken, Task> swapped, CancellationToken cancel)
    {
        try
        {
            if (await RefreshAsync(site, cancel)) await swapped(cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            ModelLog.Stale(logger, site, error);
        }
    }

    private async Task<SiteModel> LoadAsync(SiteId site, string version, CancellationToken cancel)
    {
        var files = await store.ReadAsync(site, version, cancel) ?? throw new ArtefactException("it is not in the store; publish another one");
        var model = new SiteModel(ArtefactReader.Read(files));
        return model.ObjectionOf(catalogOf(site)) is { } foreign ? throw new ArtefactException(foreign) : model;
    }

    private async Task<SiteModel?> LastGoodAsync(SiteId site, IEnumerable<ModelPointer> before, CancellationToken cancel)
    {
        foreach (var pointer in before.DistinctBy(p => p.Version))
        {
            if (pointer.Version is not { } version) return null;
            try
            {
                return await LoadAsync(site, version, cancel);
            }
            catch (ArtefactException error)
            {
                ModelLog.Refused(logger, site, version, error);
            }
        }

        return null;
    }
}

/// <param name="Number">Of the pointer that was followed, or refused; 0: none.</param>
/// <param name="Model">What serves; null: live counts alone.</param>
/// <param name="Pointer">How it came to serve.</param>
/// <param name="Problem">Why the newest one does not; null: it does.</param>
public sealed record Served(long Number, SiteModel? Model, ModelPointer? Pointer, string? Problem)
{
    public static readonly Served Nothing = new(0, null, null, null);
}
