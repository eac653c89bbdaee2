using Recs.Core;

namespace Recs.Collector.Catalog;

/// <summary>What the caller knows of a catalogue request besides its body. The caller has checked that it came with the secret key.</summary>
/// <param name="Site">Whose catalogue.</param>
public sealed record CatalogContext(SiteId Site);
