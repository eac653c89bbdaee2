namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// Erases visitors: tells the owners, waits for them, takes the visitor out of log, changes, dead letters and aliases, and
/// sees the files cleaned. Every step may be repeated, so a process that dies in the middle begins the visitor's erasure anew.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="store">The states.</param>
/// <param name="reader">Their reading side.</param>
/// <param name="letters">The dead letters.</param>
/// <param name="imports">The answers kept for imports.</param>
/// <param name="erasures">Where erasures are kept.</param>
/// <param name="options">How to go about it.</param>
/// <param name="clock">Tells the time of requests.</param>
/// <param name="wait">Lets a moment pass in which owners go on.</param>
public sealed class Eraser(
    IEventLog log, IVisitorStore store, IVisitorReader reader, IDeadLetters letters, IImportLog imports, IErasures erasures, ErasureOptions options, TimeProvider clock, Func<CancellationToken, Task> wait)
{
    private readonly TrailFinder _finder = new(log, reader);

    /// <summary>What else names visitors.</summary>
    public IReadOnlyList<IVisitorMemory> Memories { get; init; } = [];

    /// <summary>Begins the erasure of the person behind an id, whether anything is known of the id or not. From here on records under it are refused.</summary>
    /// <exception cref="StoreUnavailableException">Ask again; a second erasure of the same visitor does no harm.</exception>
    public async Task<Erasure> RequestAsync(SiteId site, VisitorId id, string receipt, CancellationToken cancel)
    {
        VisitorId[] ids = [.. new[] { await _finder.CanonicalAsync(site, id, cancel), id }.Distinct()];
        var erasure = new Erasure(receipt, site, Instant.Now(clock)) { Trail = new VisitorTrail(ids, []) };
        await erasures.SaveAsync(erasure, cancel);
        await ErasureRecords.AppendAsync(log, reader, erasure, ids, clock, cancel);
        return erasure;
    }

    /// <summary>Carries an erasure out, from wherever it stands.</summary>
    /// <exception cref="StoreUnavailableException">Run it again later.</exception>
    public async Task<Erasure> RunAsync(Erasure erasure, CancellationToken cancel)
    {
        if (erasure.Status == ErasureStatus.Pending) erasure = await RemoveAsync(erasure, cancel);
        while (!await erasures.SealAsync(cancel)) await wait(cancel);
        erasure = erasure with { Status = ErasureStatus.Done, DoneAt = Instant.Now(clock) };
        await erasures.SaveAsync(erasure, cancel);
        return erasure;
    }

    private async Task<Erasure> RemoveAsync(Erasure erasure, CancellationToken cancel)
    {
        erasure = await TellOwnersAsync(erasure, told: 0, cancel);
        erasure = await RewriteAsync(erasure, cancel);

        // What was on its way when the visitor was erased has arrived by now.
        while (Instant.Now(clock) < erasure.RequestedAt + options.Settle) await wait(cancel);
        await AppliedAsync(cancel);
        erasure = await RewriteAsync(await TellOwnersAsync(erasure, erasure.Trail.Ids.Count, cancel), cancel);
        await AppliedAsync(cancel);
        var gone = await store.ForgetAsync(erasure.Site, erasure.Trail.Ids, cancel);
        foreach (var memory in Memories) await memory.ForgetAsync(erasure.Site, erasure.Trail.Ids, cancel);
        var ids = erasure.Trail.Ids.Count;
        erasure = erasure with
        {
            Status = ErasureStatus.Sealing,
            Trail = new VisitorTrail([], []),
            Removed = erasure.Removed with { Ids = ids, Aliases = erasure.Removed.Aliases + gone },
        };
        await erasures.SaveAsync(erasure, cancel);
        return erasure;
    }

    // A handover may have been on its way, so ids are looked for until owners that know of all of them bring up none.
    private async Task<Erasure> TellOwnersAsync(Erasure erasure, int told, CancellationToken cancel)
    {
        for (; ; told = erasure.Trail.Ids.Count)
        {
            // Kept before anything is rewritten: afterwards the log no longer tells.
            erasure = erasure with { Trail = await _finder.FindAsync(erasure.Site, erasure.Trail, cancel) };
            await erasures.SaveAsync(erasure, cancel);
            if (erasure.Trail.Ids.Count == told) return erasure;
            await ErasureRecords.AppendAsync(log, reader, erasure, [.. erasure.Trail.Ids.Skip(told)], clock, cancel);
            await AppliedAsync(cancel);
        }
    }

    private async Task<Erasure> RewriteAsync(Erasure erasure, CancellationToken cancel)
    {
        var inLog = new LogErasure(log, reader, clock, erasure);
        await inLog.RunAsync(cancel);
        var (changes, inChanges) = await new ChangeErasure(log, store, reader).RunAsync(erasure, cancel);
        var inAnswers = await new ImportErasure(imports).RunAsync(erasure, cancel);
        var removed = erasure.Removed;
        return erasure with
        {
            Removed = removed with
            {
                Records = removed.Records + inLog.Records,
                Mentions = removed.Mentions + inLog.Mentions + inChanges + inAnswers,
                Changes = removed.Changes + changes,
                DeadLetters = removed.DeadLetters + await new LetterErasure(letters).RunAsync(erasure, cancel),
            },
        };
    }

    /// <summary>Returns once the owners have applied what the log holds now, and what they asked for in turn is in the log.</summary>
    private async ValueTask AppliedAsync(CancellationToken cancel)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var end = await log.EndAsync(partition, cancel);
            PartitionHead head;
            while ((head = await reader.HeadAsync(partition, cancel)).NextOffset < end) await wait(cancel);
            while (await store.ReadOutboxAsync(partition, 1, cancel) is [var first] && first.Sequence < head.NextOutbox) await wait(cancel);
        }
    }
}
