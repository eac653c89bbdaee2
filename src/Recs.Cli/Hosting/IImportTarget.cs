using Recs.Core;
using Recs.Core.Visitors;

namespace Recs.Cli.Hosting;

/// <summary>A site that takes history in.</summary>
public interface IImportTarget : IAsyncDisposable
{
    /// <summary>The message ids of the site's records; empty for a new site.</summary>
    Task<IReadOnlySet<string>> ReadMessageIdsAsync(CancellationToken cancel);

    /// <summary>Puts the site's options in force from a time on, under a message id.</summary>
    Task SetOptionsAsync(VisitorOptions options, string messageId, Instant from, CancellationToken cancel);

    /// <summary>Puts items into the catalogue: a body as <c>PUT /v1/items</c> takes it.</summary>
    /// <exception cref="CliException">An item was refused.</exception>
    Task PutItemsAsync(ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary>Files events as history: a body as <c>POST /v1/events</c> takes it with the secret key. Durable when the task completes.</summary>
    /// <exception cref="CliException">An event was refused.</exception>
    Task SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary>Applies all records to the states.</summary>
    /// <param name="applied">Hears how many records of the site are in the states, now and then.</param>
    /// <param name="cancel">Stops between batches; what was applied stays.</param>
    /// <returns>False: all were in the states already.</returns>
    Task<bool> ApplyAsync(IProgress<long> applied, CancellationToken cancel);

    /// <summary>Reads from the stored states what the site's records came to, as of the site's now.</summary>
    Task<AppliedTotals> ReadAppliedAsync(CancellationToken cancel);
}
