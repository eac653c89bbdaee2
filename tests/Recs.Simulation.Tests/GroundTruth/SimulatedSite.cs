using Microsoft.Extensions.Logging.Abstractions;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Simulate;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Snapshots;
using Recs.Simulation.Shoppers;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Simulation.Tests.GroundTruth;

/// <summary>20,000 simulated shoppers in a data folder, made once for all tests that ask for it by the verb's own code, and what serves them.</summary>
public sealed class SimulatedSite : IAsyncLifetime
{
    public const int Shoppers = 20_000;

    private readonly TempFolder _folder = new();
    private SqliteInstallation? _installation;
    private HistorySummary? _summary;

    public SimulatedWorld World => _summary!.World;

    public IReadOnlyList<ShopperStory> Stories => _summary!.Stories;

    public SqliteInstallation Installation => _installation!;

    public SiteSnapshot Snapshot { get; private set; } = SiteSnapshot.Empty;

    public Recommender Recommender { get; } = new(RecommenderOptions.Default, [], TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        await using (var target = new EmbeddedSite(Open(), SiteId.Default, TimeProvider.System))
            _summary = await new HistorySimulation(target, new NoDisplay()).RunAsync(Simulations.Options(Shoppers), _folder.File("truth"), CancellationToken.None);
        _installation = Open();
        using var snapshots = new SnapshotAggregator(
            [SiteId.Default], _installation.VisitorReader, _installation.Catalog, CountingOptions.Default, SnapshotOptions.Default, TimeProvider.System, NullLogger<SnapshotAggregator>.Instance);
        await snapshots.RefreshAsync(CancellationToken.None);
        Snapshot = snapshots.Current(SiteId.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        _folder.Dispose();
    }

    // What the operating system would lose with the power is of no matter here.
    private SqliteInstallation Open() => SqliteInstallation.Open(new SqliteOptions { Folder = _folder.File("data"), Synchronous = SynchronousMode.Off }, TimeProvider.System);

    private sealed class NoDisplay : IProgressDisplay, IProgress<long>
    {
        public IProgress<long> Begin(string what, long total) => this;

        public void Report(long value)
        {
        }
    }
}
