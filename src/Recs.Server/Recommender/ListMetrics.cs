using System.Diagnostics.Metrics;
using Recs.Core.Recommendations.Lists;
using Recs.Server.Metrics;

namespace Recs.Server.Recommender;

/// <summary>Whether lists reach the store, on the meter <see cref="EdgeMetrics.MeterName"/>.</summary>
internal sealed class ListMetrics(IMeterFactory meters, ListBuffer lists) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(EdgeMetrics.MeterName);
        meter.CreateObservableCounter("recs.lists.given_up", () => lists.Lost, "{list}", "Lists given up before they were written, because the store did not take them: they can be neither paged on nor looked at.");
        meter.CreateObservableGauge("recs.lists.waiting", () => lists.Waiting, "{list}", "Lists that are not written yet.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
