using System.Diagnostics.Metrics;
using Recs.Models.Serving;
using Recs.Server.Metrics;
using Recs.Server.Sites;

namespace Recs.Server.Models;

/// <summary>Models as numbers of the meter <see cref="EdgeMetrics.MeterName"/>, by site.</summary>
public sealed class ModelMetrics
{
    public ModelMetrics(IMeterFactory meters, ModelBooks books, SiteDirectory sites, TimeProvider clock)
    {
        var meter = meters.Create(EdgeMetrics.MeterName);
        meter.CreateObservableCounter("recs.models.refused", () => books.Refusals, "{model}", "Published models that could not be used, so that the one before went on serving.");
        meter.CreateObservableGauge("recs.models.age", () => Ages(books, sites, clock), "s", "How old the newest data of the serving model is.");
    }

    private static IEnumerable<Measurement<double>> Ages(ModelBooks books, SiteDirectory sites, TimeProvider clock) =>
        from site in sites.Current.Known
        let model = books.Status(site.Id).Model
        where model is not null
        select new Measurement<double>((clock.GetUtcNow() - model.Artefact.Manifest.Data.Until).TotalSeconds, new KeyValuePair<string, object?>("site", site.Id.Value));
}
