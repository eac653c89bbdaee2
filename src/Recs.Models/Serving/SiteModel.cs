using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Recommendations.Trained;
using Recs.Training.Artefacts;

namespace Recs.Models.Serving;

/// <summary>An artefact that was read and checked, ready to serve any catalogue of its site.</summary>
public sealed class SiteModel : ISiteModel
{
    /// <summary>A model must know of at least so many of its products in the shop's catalogue; else it is another shop's.</summary>
    public const double LeastShare = 0.1;

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

    /// <summary>Why the model is none of a shop with this catalogue; null: it may be, or the catalogue is empty and does not tell.</summary>
    public string? ObjectionOf(CatalogSnapshot catalog) => catalog.Count > 0 && ShareIn(catalog) is var share && share < LeastShare
        ? FormattableString.Invariant($"of its {Artefact.Items.Count:N0} products the shop has {share:P1}, at least {LeastShare:P0} were expected; it was trained for another shop")
        : null;

    public TrainedModel Bind(CatalogSnapshot catalog) => new BoundModel(Artefact, _hashes, _next, catalog);
}
