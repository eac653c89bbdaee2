namespace Recs.Collector.Catalog;

/// <summary>What became of a catalogue request. Every item is accepted or rejected.</summary>
/// <param name="Accepted">Durably in the catalogue; of items with the same id the last.</param>
/// <param name="Rejected">In the order of the request.</param>
public sealed record CatalogResult(int Accepted, IReadOnlyList<RejectedItem> Rejected)
{
    /// <summary>Why the request as a whole was refused, nothing of it stored; null: it was not.</summary>
    public RequestError? Error { get; init; }

    internal static CatalogResult Refused(RequestError error) => new(0, []) { Error = error };
}
