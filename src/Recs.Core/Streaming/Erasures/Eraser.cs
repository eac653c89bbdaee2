using Recs.Core.Streaming.Retention;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// Erases visitors: tells the owners, waits for them, takes the visitors out of log, checkpoint, changes, dead letters and aliases, and
/// sees the files cleaned. Erasures that wait are carried out together: what is gone through is gone through once for all of
/// them. Every step may be repeated, so a process that dies in the middle begins the erasures anew.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="store">The states.</param>
/// <param name="reader">Their reading side.</param>
/// <param name="letters">The dead letters.</param>
/// <param name="imports">The answers kept for imports.</param>
/// <param name="checkpoints">What the log no longer tells.</param>
/// <param name="erasures">Where erasures are kept.</param>
/// <param name="rewriting">Keeps retention out meanwhile.</param>
/// <param name="options">How to go about it.</param>
/// <param name="clock">Tells the time of requests.</param>
/// <param name="wait">Lets a moment pass in which owners go on.</param>
public sealed class Eraser(
    IEventLog log, IVisitorStore store, IVisitorReader reader, IDeadLetters letters, IImportLog imports, ICheckpoints checkpoints, IErasures erasures,
    LogRewriting rewriting, ErasureOptions options, TimeProvider clock, Func<CancellationToken, Task> wait)
{
    private readonly TrailFinder _finder = new(log, reader, checkpoints);

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

    /// <summary>Carries erasures out together, each from wherever it stands.</summary>
    /// <returns>The same, done.</returns>
    /// <exception cref="StoreUnavailableException">Run them again later.</exception>
    /// <exception cref="StoredFormatException">The checkpoint is missing or damaged, so nobody can say that nothing is left.</exception>
    public async Task<IReadOnlyList<Erasure>> RunAsync(IReadOnlyList<Erasure> asked, CancellationToken cancel)
    {
        var tasks = asked.Select(e => new ErasureTask(e)).ToList();
        var pending = tasks.FindAll(t => t.Erasure.Status == ErasureStatus.Pending);
        if (pending.Count > 0)
        {
            using (await rewriting.EnterAsync(cancel)) await RemoveAsync(pending, cancel);
        }

        while (!await erasures.SealAsync(cancel)) await wait(cancel);
        foreach (var task in tasks)
        {
            task.Change(e => e with { Status = ErasureStatus.Done, DoneAt = Instant.Now(clock) });
            await erasures.SaveAsync(task.Erasure, cancel);
        }

        return [.. tasks.Select(t => t.Erasure)];
    }

    private async Task RemoveAsync(List<ErasureTask> tasks, CancellationToken cancel)
    {
        await TellOwnersAsync(tasks, cancel);
        await RewriteAsync(tasks, cancel);

        // What was on its way when the visitors were erased has arrived by now.
        var settled = tasks.Max(t => t.Erasure.RequestedAt.UnixMilliseconds) + (long)options.Settle.TotalMilliseconds;
        while (Instant.Now(clock).UnixMilliseconds < settled) await wait(cancel);
        await AppliedAsync(cancel);
        await TellOwnersAsync(tasks, cancel);
        await RewriteAsync(tasks, cancel);
        await AppliedAsync(cancel);
        foreach (var task in tasks)
        {
            var gone = await store.ForgetAsync(task.Site, task.Trail.Ids, cancel);
            foreach (var memory in Memories) await memory.ForgetAsync(task.Site, task.Trail.Ids, cancel);
            var ids = task.Trail.Ids.Count;
            task.Change(e => e with { Status = ErasureStatus.Sealing, Trail = new VisitorTrail([], []), Removed = e.Removed with { Ids = ids, Aliases = e.Removed.Aliases + gone } });
            await erasures.SaveAsync(task.Erasure, cancel);
        }
    }

    // A handover may have been on its way, so ids are looked for until owners that know of all of them bring up none.
    private async Task TellOwnersAsync(List<ErasureTask> tasks, CancellationToken cancel)
    {
        while (true)
        {
            // Kept before anything is rewritten: afterwards the log no longer tells.
            var trails = await _finder.FindAsync([.. tasks.Select(t => (t.Site, t.Trail))], cancel);
            for (var i = 0; i < tasks.Count; i++)
            {
                var trail = trails[i];
                tasks[i].Change(e => e with { Trail = trail });
                await erasures.SaveAsync(tasks[i].Erasure, cancel);
            }

            var untold = tasks.FindAll(t => t.Trail.Ids.Count > t.Told);
            if (untold.Count == 0) return;
            foreach (var task in untold)
            {
                await ErasureRecords.AppendAsync(log, reader, task.Erasure, [.. task.Trail.Ids.Skip(task.Told)], clock, cancel);
                task.Told = task.Trail.Ids.Count;
            }

            await AppliedAsync(cancel);
        }
    }

    // The checkpoint last: it takes in nothing meanwhile.
    private async Task RewriteAsync(List<ErasureTask> tasks, CancellationToken cancel)
    {
        var names = new ErasedNames(log, reader, clock);
        await new LogErasure(log, names, tasks).RunAsync(cancel);
        await new ChangeErasure(log.Partitions, store, reader).RunAsync(tasks, cancel);
        foreach (var site in tasks.GroupBy(t => t.Site))
        {
            await new ImportErasure(imports).RunAsync(site.Key, [.. site], cancel);
            await new LetterErasure(letters).RunAsync(site.Key, [.. site], cancel);
        }

        if (checkpoints.Current is { } checkpoint) await new CheckpointErasure(checkpoint, log.Partitions, names).RunAsync(tasks, cancel);
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
