using System.Text.Json;
using System.Text.Json.Serialization;
using Recs.Core;
using Recs.Core.Streaming;

namespace Recs.Collector.Imports;

/// <summary>What became of a part. A repetition of the part gets the same.</summary>
/// <param name="Version">Of this form, which is stored: 1 the first.</param>
/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id inside the part.</param>
/// <param name="Redacted">Personal data removed from free fields.</param>
/// <param name="RejectedCount">Events refused; the dead letters hold them all.</param>
/// <param name="Rejected">The first of them, at most 100, each with its reason.</param>
public sealed record ImportResult(int Version, int Accepted, int Duplicates, int Redacted, int RejectedCount, IReadOnlyList<ImportRejection> Rejected)
{
    private const int Current = 1;
    private const int MostRejections = 100;

    internal static ImportResult Of(IntakeResult result) => new(
        Current, result.Accepted, result.Duplicates, result.Redacted, result.Rejected.Count,
        [.. result.Rejected.Take(MostRejections).Select(r => new ImportRejection(r.Index, r.MessageId, r.Code.Text(), r.Message))]);

    /// <summary>What was answered when the part was kept.</summary>
    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static ImportResult Of(ImportPart part)
    {
        try
        {
            var result = JsonSerializer.Deserialize(part.Result.Span, ImportJson.Default.ImportResult);
            if (result?.Version == Current) return result;
            throw new StoredFormatException($"A part of an import has format version {result?.Version}; this build reads version {Current}. Start the build that wrote it, or a newer one.");
        }
        catch (JsonException e)
        {
            throw new StoredFormatException($"Part {part.Number} of the import {part.ImportId} is damaged: {e.Message}");
        }
    }

    internal byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, ImportJson.Default.ImportResult);
}

/// <param name="Index">Its place in the part, from 0.</param>
/// <param name="MessageId">The sender's id, if it could be read.</param>
/// <param name="Code">The reason, from a closed list.</param>
/// <param name="Message">The reason in words, naming the field.</param>
public sealed record ImportRejection(int Index, string? MessageId, string Code, string Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportResult))]
internal sealed partial class ImportJson : JsonSerializerContext;
