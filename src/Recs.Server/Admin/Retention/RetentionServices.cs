using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;

namespace Recs.Server.Admin.Retention;

/// <summary>Adds retention where the configuration asks for it.</summary>
public static class RetentionServices
{
    public static void AddRetention(this IServiceCollection services, RetentionSettings settings)
    {
        services.AddSingleton<LogRewriting>();
        if (settings.Days is not { } days) return;
        services.AddSingleton(settings);
        services.AddSingleton(s => new Retainer(
            s.GetRequiredService<IEventLog>(),
            s.GetRequiredService<IVisitorStore>(),
            s.GetRequiredService<IVisitorReader>(),
            s.GetRequiredService<IDeadLetters>(),
            s.GetRequiredService<ICheckpoints>(),
            () => new PartitionCounts(s.GetRequiredService<CountingOptions>()),
            s.GetRequiredService<LogRewriting>(),
            new RetentionOptions { Age = TimeSpan.FromDays(days) },
            s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<RetentionService>();
    }
}
