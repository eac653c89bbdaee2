using Recs.Collector.Imports;
using Recs.Core.Streaming;

namespace Recs.Server.Imports;

/// <param name="ImportId">The import.</param>
/// <param name="Part">Which part of it.</param>
/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id inside the part.</param>
/// <param name="Redacted">Personal data removed from free fields.</param>
/// <param name="RejectedCount">Events refused.</param>
/// <param name="Rejected">The first of them, at most 100, each with its reason.</param>
public sealed record ImportPartResponse(
    string ImportId, int Part, int Accepted, int Duplicates, int Redacted, int RejectedCount, IReadOnlyList<ImportRejection> Rejected)
{
    internal static ImportPartResponse Of(string importId, int part, ImportResult result) =>
        new(importId, part, result.Accepted, result.Duplicates, result.Redacted, result.RejectedCount, result.Rejected);
}

/// <param name="ImportId">The import.</param>
/// <param name="Accepted">Events in the log, over all parts.</param>
/// <param name="Duplicates">Repeats inside the parts.</param>
/// <param name="Redacted">Personal data removed from free fields.</param>
/// <param name="RejectedCount">Events refused.</param>
/// <param name="Parts">Each part, by number.</param>
public sealed record ImportResponse(
    string ImportId, long Accepted, long Duplicates, long Redacted, long RejectedCount, IReadOnlyList<ImportPartResponse> Parts)
{
    internal static ImportResponse Of(string importId, IReadOnlyList<ImportPart> kept)
    {
        var parts = kept.Select(part => ImportPartResponse.Of(importId, part.Number, ImportResult.Of(part))).ToList();
        return new ImportResponse(
            importId, parts.Sum(p => (long)p.Accepted), parts.Sum(p => (long)p.Duplicates), parts.Sum(p => (long)p.Redacted),
            parts.Sum(p => (long)p.RejectedCount), parts);
    }
}
