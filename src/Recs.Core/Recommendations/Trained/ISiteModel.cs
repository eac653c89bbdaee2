using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Trained;

/// <summary>A trained model of a site, loaded and checked. Immutable.</summary>
public interface ISiteModel
{
    string Version { get; }

    /// <summary>The model with its products numbered as in a catalogue.</summary>
    TrainedModel Bind(CatalogSnapshot catalog);
}

/// <summary>Which trained model serves each site. Thread-safe, and answers at once.</summary>
public interface ISiteModels
{
    /// <summary>Null: the site has none, and live counts alone serve it.</summary>
    ISiteModel? Current(SiteId site);
}
