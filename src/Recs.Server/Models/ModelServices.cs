using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Trained;
using Recs.Models.Registry;
using Recs.Models.Serving;
using Recs.Sqlite;

namespace Recs.Server.Models;

/// <summary>Adds what keeps, serves and trains models.</summary>
public static class ModelServices
{
    public static void AddModels(this IServiceCollection services, TrainingSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(s => s.GetRequiredService<SqliteInstallation>().Models);
        services.AddSingleton(s => new ModelRegistry(
            s.GetRequiredService<Core.Models.IModelStore>(), s.GetRequiredService<TimeProvider>(), site => s.GetRequiredService<SnapshotAggregator>().Current(site).Catalog));
        services.AddSingleton(s => new ModelBooks(
            s.GetRequiredService<Core.Models.IModelStore>(),
            site => s.GetRequiredService<SnapshotAggregator>().Current(site).Catalog,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<ModelBooks>>()));
        services.AddSingleton<ISiteModels>(s => s.GetRequiredService<ModelBooks>());
        services.AddSingleton<Trainer>();
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton<ReadinessDesk>();
        if (settings.Every is not null || settings.AfterEvents is not null) services.AddHostedService<TrainerService>();
    }
}
