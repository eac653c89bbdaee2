using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Models.Readiness;
using Recs.Sqlite;
using Recs.TestKit;
using Recs.Training.Artefacts;

namespace Recs.Models.Tests.Readiness;

/// <summary>A shop whose log a test writes record by record. A message id is the letter m and the record's number, from 1.</summary>
internal sealed class ShopLog : IAsyncDisposable
{
    public const int Partitions = 2;

    public static readonly Instant Start = new(1_700_000_000_000);

    private readonly SqliteInstallation _installation = SqliteInstallation.OpenTemporary(Partitions, new ManualTime());
    private int _records;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IEventLog Log => _installation.EventLog;

    /// <summary>When the next record comes, a second after the last unless a test moves it.</summary>
    public Instant Now { get; set; } = Start;

    public ReadinessReader Reader() => new(_installation.EventLog, _installation.Catalog, SiteId.Default);

    public Task PutAsync(params CatalogItem[] items) => _installation.Catalog.PutAsync(SiteId.Default, items, Cancel);

    public async Task AddAsync(string visitor, Func<EventHeader, VisitorEvent> make, SiteId? site = null)
    {
        Now += TimeSpan.FromSeconds(1);
        var record = new LogRecord(site ?? SiteId.Default, new VisitorId(visitor), Now, false, make(new EventHeader($"m{++_records}", Now)));
        await Log.AppendAsync([new NewRecord(Partitioner.Of(record.Site, record.Visitor, Partitions), LogRecordCodec.Encode(record))], Cancel);
    }

    /// <summary>Reads all at once.</summary>
    public async Task<ReadinessReport> ReportAsync(ModelManifest? serving = null)
    {
        using var reader = Reader();
        return await ReportAsync(reader, serving);
    }

    /// <summary>Reads on.</summary>
    public static async Task<ReadinessReport> ReportAsync(ReadinessReader reader, ModelManifest? serving = null)
    {
        await reader.ReadOnAsync(null, Cancel);
        return await reader.ReportAsync(serving, complete: true, Cancel);
    }

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    public static CatalogItem Product(string id) => new(new ItemId(id), id) { Price = 5, Currency = "EUR", Category = "Home" };

    /// <summary>A line as the collector completes it.</summary>
    public static ItemLine Line(string id) => new(new ItemId(id)) { Price = 5, Currency = "EUR", Category = "Home" };

    public static VisitorEvent Viewed(EventHeader h, string item) => new ProductViewed(h, Line(item));

    public static OrderCompleted Order(EventHeader h, string id, params string[] items) => new(h, id, "EUR", 5 * items.Length, [.. items.Select(Line)]);
}
