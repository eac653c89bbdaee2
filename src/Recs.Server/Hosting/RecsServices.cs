using Recs.Collector;
using Recs.Collector.Catalog;
using Recs.Collector.Identity;
using Recs.Collector.Imports;
using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Referral;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Trained;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Admin;
using Recs.Server.Admin.Exports;
using Recs.Server.Admin.Retention;
using Recs.Server.Changes;
using Recs.Server.Collector;
using Recs.Server.Imports;
using Recs.Server.Models;
using Recs.Server.Recommender;
using Recs.Server.Sites;
using Recs.Sites;
using Recs.Sqlite;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Hosting;

/// <summary>What the server is made of. The embedded installation stands behind the ports.</summary>
public static class RecsServices
{
    // Between two looks at whether the owners have applied an erasure.
    private static readonly TimeSpan OwnersPause = TimeSpan.FromMilliseconds(50);

    public static void AddRecs(this IServiceCollection services, ServerOptions options, SiteTable sites)
    {
        services.AddSingleton(options);
        services.AddSingleton(new SiteDirectory(sites));
        services.AddSingleton(new SitesFile(options.DataFolder));
        services.AddSingleton<SiteReloads>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => SqliteInstallation.Open(StoreOptions(options), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SqliteInstallation>>()));
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().EventLog);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Visitors);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().VisitorReader);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Catalog);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().DeadLetters);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Erasures);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Checkpoints);
        services.AddErasures(options);
        services.AddRetention(options.Retention);
        services.AddSingleton(new CollectorOptions());
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<EventReception>();
        services.AddSingleton<CatalogIntake>();
        services.AddSingleton<VisitorProfileReader>();
        services.AddSingleton<SiteOptionsPublisher>();
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().ImportLog);
        services.AddSingleton<ImportIntake>();
        services.AddSingleton<LogProgress>();
        services.AddSingleton(s => new AppliedReader(s.GetRequiredService<IVisitorReader>(), options.Partitions, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ChangeStreams>();
        services.AddSingleton(s => new PartitionHost(
            s.GetRequiredService<IEventLog>(),
            s.GetRequiredService<IVisitorStore>(),
            () => new PartitionCounts(s.GetRequiredService<CountingOptions>()),
            new PartitionHostOptions(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<PartitionHost>>()));
        services.AddSingleton(new CountingOptions());
        services.AddSingleton(s => new SnapshotAggregator(
            [.. sites.Known.Select(site => site.Id)],
            s.GetRequiredService<IVisitorReader>(),
            s.GetRequiredService<ICatalogStore>(),
            s.GetRequiredService<CountingOptions>(),
            SnapshotOptions.Default,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<SnapshotAggregator>>(),
            s.GetRequiredService<ISiteModels>()));
        services.AddSingleton(s => new CircleReader(s.GetRequiredService<SqliteInstallation>().ServingReader, new ReferralOptions()));
        services.AddSingleton(s => new VisitorViewReader(
            s.GetRequiredService<SqliteInstallation>().ServingReader, options.Partitions, s.GetRequiredService<TimeProvider>(), options.VisitorDeadline,
            s.GetRequiredService<SqliteInstallation>().VisitorVersions, options.KeptVisitors, s.GetRequiredService<CircleReader>()));
        services.AddSingleton<VisitorIdRule>();
        services.AddSingleton<RecommendationVisitor>();
        services.AddSingleton(s => new PatientVisitors(new VisitorViewReader(
            s.GetRequiredService<SqliteInstallation>().VisitorReader, options.Partitions, s.GetRequiredService<TimeProvider>(), PatientVisitors.Deadline,
            circles: s.GetRequiredService<CircleReader>())));
        services.AddModels(options.Training);
        services.AddLists();
        services.AddSingleton(s => new Lists(new RecommenderOptions(), [], s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<ProcessorService>();
        services.AddHostedService<SnapshotService>();
        services.AddHostedService<ModelService>();
        services.AddHostedService<NativeMemory>();
        services.AddSingleton<WarmUp>();
        services.AddHostedService<WarmUpService>();
        services.AddHostedService(s => s.GetRequiredService<SiteReloads>());
        services.AddHostedService(s => s.GetRequiredService<ErasureService>());
    }

    private static void AddLists(this IServiceCollection services)
    {
        services.AddSingleton(ListOptions.Default);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Lists);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Rules);
        services.AddSingleton<ListBuffer>();
        services.AddSingleton<IGivenLists>(s => s.GetRequiredService<ListBuffer>());
        services.AddSingleton<ListKeeper>();
        services.AddSingleton<RecentRequests>();
        services.AddSingleton<RuleBooks>();
        services.AddSingleton<ListCursors>();
        services.AddSingleton<ListAnswers>();
        services.AddHostedService<ListService>();
        services.AddHostedService<ListMetrics>();
    }

    private static void AddErasures(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<VisitorExport>();
        services.AddSingleton<RefusedIds>();
        services.AddSingleton<ErasureService>();
        services.AddSingleton(s =>
        {
            var clock = s.GetRequiredService<TimeProvider>();
            return new Eraser(
                s.GetRequiredService<IEventLog>(),
                s.GetRequiredService<IVisitorStore>(),
                s.GetRequiredService<IVisitorReader>(),
                s.GetRequiredService<IDeadLetters>(),
                s.GetRequiredService<IImportLog>(),
                s.GetRequiredService<ICheckpoints>(),
                s.GetRequiredService<IErasures>(),
                s.GetRequiredService<LogRewriting>(),
                new ErasureOptions { Settle = options.ErasureSettle },
                clock,
                cancel => Task.Delay(OwnersPause, clock, cancel))
            {
                Memories = [s.GetRequiredService<ListBuffer>(), s.GetRequiredService<RecentRequests>()],
            };
        });
    }

    private static SqliteOptions StoreOptions(ServerOptions options) => new()
    {
        Folder = options.DataFolder,
        Partitions = options.Partitions,
        Synchronous = options.Synchronous,
        MaxBytes = options.MaxDatabaseBytes,
    };
}
