using System.Collections.Concurrent;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Streaming;
using Recs.Models.Readiness;
using Recs.Models.Serving;

namespace Recs.Server.Models;

/// <summary>
/// The readiness of each shop that somebody has asked about. A question lets the log be read on from where the last reading ended, in the
/// background and once at a time, waits a moment for it, and answers with what was read until then.
/// </summary>
public sealed class ReadinessDesk(IEventLog log, ICatalogStore catalogue, ModelBooks books, TimeProvider clock, IHostApplicationLifetime lifetime) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiteId, Lazy<Shop>> _shops = new();

    /// <exception cref="StoreUnavailableException">The log or the catalogue cannot be read; what was read stays.</exception>
    public async Task<ReadinessReport> AskAsync(SiteId site, CancellationToken cancel)
    {
        var shop = _shops.GetOrAdd(site, s => new Lazy<Shop>(() => new Shop(new ReadinessReader(log, catalogue, s)))).Value;
        var reading = shop.ReadOn(lifetime.ApplicationStopping);
        await Task.WhenAny(reading, Task.Delay(Patience, clock, cancel));
        cancel.ThrowIfCancellationRequested();
        if (reading.IsCompleted) await reading;
        return await shop.Reader.ReportAsync(books.Status(site).Model?.Artefact.Manifest, reading.IsCompleted, cancel);
    }

    public void Dispose()
    {
        foreach (var shop in _shops.Values) shop.Value.Reader.Dispose();
    }

    private sealed class Shop(ReadinessReader reader)
    {
        private readonly Lock _lock = new();
        private Task _reading = Task.CompletedTask;

        public ReadinessReader Reader => reader;

        // The reading under way, or a new one.
        public Task ReadOn(CancellationToken stopping)
        {
            lock (_lock)
            {
                return _reading.IsCompleted ? _reading = Task.Run(() => reader.ReadOnAsync(null, stopping), stopping) : _reading;
            }
        }
    }
}
