namespace Recs.Core.Streaming;

/// <summary>Appends imports to the log part by part, each part once, whatever is repeated.</summary>
public interface IImportLog
{
    /// <summary>
    /// Appends the records, as <see cref="IEventLog.AppendAsync"/> does, and keeps the part, in one step. Where a part of this
    /// number is kept already, nothing is appended. When the task completes it is durable.
    /// </summary>
    /// <returns>The part as it is kept: this one, or the one kept before.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was appended or kept.</exception>
    Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel);

    /// <summary>One part, or null.</summary>
    ValueTask<ImportPart?> FindAsync(SiteId site, string importId, int number, CancellationToken cancel);

    /// <summary>Every part of an import, by number.</summary>
    ValueTask<IReadOnlyList<ImportPart>> ReadAsync(SiteId site, string importId, CancellationToken cancel);

    /// <summary>Every part of every import of a site.</summary>
    IAsyncEnumerable<ImportPart> ScanAsync(SiteId site, CancellationToken cancel);

    /// <summary>Another result in the place of the one kept, because it names an erased visitor; a part that is not kept is no error.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task ReplaceResultAsync(ImportPart part, CancellationToken cancel);
}

/// <summary>A part of an import, as it is remembered.</summary>
/// <param name="Site">Whose.</param>
/// <param name="ImportId">The sender's name of the import.</param>
/// <param name="Number">Which part of it.</param>
/// <param name="Digest">The SHA-256 of what was sent: 32 bytes.</param>
/// <param name="Result">What was answered, in the collector's form, which is JSON.</param>
public sealed record ImportPart(SiteId Site, string ImportId, int Number, ReadOnlyMemory<byte> Digest, ReadOnlyMemory<byte> Result);
