using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Recommendations.Trained;
using Recs.Training.Artefacts;

namespace Recs.Models.Serving;

/// <summary>An artefact that was read and checked, ready to serve any catalogue of its site.</summary>
public sealed class SiteModel : ISiteModel
{
    private readonly ulong[] _hashes;
    private readonly NextScorers? _next;

    /// <param name="artefact">As <see cref="ArtefactReader"/> gives it.</param>
    public SiteModel(ModelArtefact artefact)
    {
        Artefact = artefact;
        _hashes = [.. artefact.Items.Select(id => new ItemId(id).Hash)];
        _next = artefact.Manifest.Next is null ? null : new NextScorers(artefact);
    }

    public ModelArtefact Artefact { get; }

    public string Version => Artefact.Manifest.Version;

    /// <summary>How many of its products a catalogue has, 0 to 1: a model of another shop has next to none.</summary>
    public double ShareIn(CatalogSnapshot catalog) => _hashes.Length == 0 ? 0 : (double)_hashes.Count(h => catalog.TryFind(h, out _)) / _hashes.Length;

    public TrainedModel Bind(CatalogSnapshot catalog) => new BoundModel(Artefact, _hashes, _next, catalog);
}
