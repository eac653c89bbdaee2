namespace Recs.Cli.Hosting;

/// <summary>Requests of importers that know what they send: a single refusal is an error.</summary>
internal static class WholeRequests
{
    /// <exception cref="CliException">An item was refused.</exception>
    public static async Task PutItemsAsync(this IImportTarget target, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        Check(await target.PutAsync(body, cancel), "items of the catalogue", "item");

    /// <returns>How many events were left out because their visitors were erased lately: history brings nobody back.</returns>
    /// <exception cref="CliException">Another event was refused.</exception>
    public static async Task<long> SendAsync(this IImportTarget target, HistoryPart part, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var answer = await target.FileAsync(part, body, cancel);
        Check(answer, "events", "event");
        return answer.RejectedCount;
    }

    /// <summary>What is said of a request that was not taken whole.</summary>
    public static CliException Refused(string what, string reason) =>
        new(ExitCodes.Failed, $"{what} was refused; the first reason: {reason} What was accepted before stays; after the reason is mended, repeat the import and it goes on from there.");

    /// <summary>What is said of a part whose contents have changed.</summary>
    public static CliException Differs(HistoryPart part) => new(
        ExitCodes.Failed, $"Part {part.Number} of the import {part.ImportId} was sent before with other contents, so the file has changed since. Repeat it with the file as it was, or import what is new as a file of its own.");

    private static void Check(IntakeAnswer answer, string things, string thing)
    {
        if (answer.Rejected.FirstOrDefault(r => !r.IsErased) is { } first) throw Refused($"{answer.RejectedCount} {things}", $"{thing} {first.Id ?? $"{first.Index}"}: {first.Reason}");
    }
}
