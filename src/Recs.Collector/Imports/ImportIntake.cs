using System.Security.Cryptography;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Collector.Imports;

/// <summary>
/// Takes history in, part by part. A part and its events become durable in one step, so that a part whose answer was lost
/// can be sent again and counts once. Safe for many threads.
/// </summary>
public sealed class ImportIntake(EventIntake events, IImportLog imports, IEventLog log, IVisitorReader reader)
{
    /// <summary>Reads the part and files its events as history.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of the part was accepted; send it again.</exception>
    public async Task<ImportAnswer> AcceptAsync(ReadOnlyMemory<byte> body, ImportRequest request, CancellationToken cancel)
    {
        if (request.Problem() is { } problem) throw new ArgumentException(problem, nameof(request));
        var digest = SHA256.HashData(body.Span);
        if (await imports.FindAsync(request.Site, request.ImportId, request.Part, cancel) is { } kept) return Answer(kept, digest);

        var context = new IntakeContext(request.Site, KeyKind.Secret, request.ReceivedAt)
        {
            Historical = true,

            // Of events that name no zone, the options in force tell where the visitor's clock stands.
            TimeZone = null,
            KeptParameters = request.KeptParameters,
            Policy = request.Policy,
            IssuedIds = $"{request.ImportId}:{request.Part}",
        };
        ImportPart? taken = null;
        var result = await events.AcceptAsync(body, context, async (result, records) => taken = await AppendAsync(request, digest, result, records, cancel), cancel);
        return result.Error is { } error ? new ImportAnswer { Error = error } : Answer(taken!, digest);
    }

    private async Task<ImportPart> AppendAsync(
        ImportRequest request, byte[] digest, IntakeResult result, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        var part = new ImportPart(request.Site, request.ImportId, request.Part, digest, ImportResult.Of(result).Encode());
        return await imports.AppendAsync(part, [.. await BeforeAsync(request, records, cancel), .. records], cancel);
    }

    private static ImportAnswer Answer(ImportPart kept, byte[] digest) =>
        kept.Digest.Span.SequenceEqual(digest) ? new ImportAnswer { Result = ImportResult.Of(kept) } : new ImportAnswer { Differs = true };

    // What the partitions have to know before the events: that the site lives, or the options it begins with.
    private async ValueTask<IEnumerable<NewRecord>> BeforeAsync(ImportRequest request, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        if (records.Count == 0) return [];
        var (living, inForce, unaware) = await SiteLife.ReadAsync(reader, request.Site, log.Partitions, cancel);
        if (living) return Options(request, inForce, request.ReceivedAt, historical: false, unaware);
        var wanted = inForce with { TimeZone = request.TimeZone ?? inForce.TimeZone, BaseCurrency = request.BaseCurrency ?? inForce.BaseCurrency };
        if (wanted == inForce) return [];
        var first = LogRecordCodec.Decode(records[0].Bytes.Span).LogTime;
        return Options(request, wanted, first, historical: true, Enumerable.Range(0, log.Partitions));
    }

    private static IEnumerable<NewRecord> Options(ImportRequest request, VisitorOptions options, Instant at, bool historical, IEnumerable<int> partitions)
    {
        var header = new EventHeader($"{request.ImportId}:{request.Part}:options", at) { Trusted = true };
        var bytes = LogRecordCodec.Encode(new LogRecord(request.Site, VisitorId.None, at, historical, new OptionsChanged(header, options.ToJson())));
        return partitions.Select(p => new NewRecord(p, bytes));
    }
}
