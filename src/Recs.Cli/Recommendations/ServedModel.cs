using Recs.Core;
using Recs.Core.Models;
using Recs.Core.Recommendations.Trained;
using Recs.Models.Serving;
using Recs.Training.Artefacts;

namespace Recs.Cli.Recommendations;

/// <summary>The model that served a site at the time of a list; none where live counts served alone, or where it was removed since.</summary>
internal sealed class ServedModel(ISiteModel? model) : ISiteModels
{
    public ISiteModel? Current(SiteId site) => model;

    /// <param name="store">Where models are kept.</param>
    /// <param name="site">The shop.</param>
    /// <param name="clock">What time it is for the list.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<ServedModel> AtAsync(IModelStore store, SiteId site, TimeProvider clock, CancellationToken cancel)
    {
        var now = Instant.Now(clock);
        var pointer = (await store.HistoryAsync(site, cancel)).FirstOrDefault(p => p.Since <= now);
        if (pointer?.Version is not { } version || await store.ReadAsync(site, version, cancel) is not { } files) return new ServedModel(null);
        try
        {
            return new ServedModel(new SiteModel(ArtefactReader.Read(files)));
        }
        catch (ArtefactException)
        {
            // As the server, which answers from live counts then.
            return new ServedModel(null);
        }
    }
}
