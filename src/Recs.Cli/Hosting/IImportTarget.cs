using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Hosting;

/// <summary>A site that takes history in: of a data folder this process holds, or of a running server.</summary>
public interface IImportTarget : IAsyncDisposable
{
    /// <summary>Events that were left out so far because their visitors were erased lately: history brings nobody back.</summary>
    long LeftOut => 0;

    /// <summary>What the site's log holds already.</summary>
    /// <param name="prefix">How the message ids of this import begin.</param>
    /// <param name="cancel">Stops reading.</param>
    Task<HeldRecords> ReadHeldAsync(string prefix, CancellationToken cancel);

    /// <summary>Puts items into the catalogue: a body as <c>PUT /v1/items</c> takes it.</summary>
    /// <exception cref="CliException">An item was refused.</exception>
    Task PutItemsAsync(ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary>Files events as history: a body as <c>POST /v1/imports</c> takes it. Durable when the task completes; a part that is there already changes nothing.</summary>
    /// <exception cref="CliException">An event was refused.</exception>
    Task SendAsync(HistoryPart part, ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary>Returns when all records are in the states.</summary>
    /// <param name="applied">Hears how many records are in the states, now and then.</param>
    /// <param name="cancel">Stops between batches; what was applied stays.</param>
    /// <returns>False: all were in the states already.</returns>
    Task<bool> ApplyAsync(IProgress<long> applied, CancellationToken cancel);

    /// <summary>Reads from the stored states what the site's records came to, as of the site's now.</summary>
    Task<AppliedTotals> ReadAppliedAsync(CancellationToken cancel);
}

/// <param name="MessageIds">Of the events whose message id begins with the import's prefix.</param>
/// <param name="Others">How many other events there are.</param>
/// <param name="Living">The site has more than imported history.</param>
public sealed record HeldRecords(IReadOnlySet<string> MessageIds, long Others, bool Living);

/// <summary>Names a part of an import.</summary>
/// <param name="ImportId">The import: the same for the same missing events, so that a repetition is one.</param>
/// <param name="Number">From 1.</param>
public sealed record HistoryPart(string ImportId, int Number)
{
    /// <summary>The site's time zone from the part's first event on; null: as it is.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The site's base currency from the part's first event on; null: as it is.</summary>
    public string? BaseCurrency { get; init; }
}
