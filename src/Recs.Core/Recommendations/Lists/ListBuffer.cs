using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Recs.Core.Streaming.Erasures;

namespace Recs.Core.Recommendations.Lists;

/// <summary>
/// The lists that were given, with the newest in memory: an answer hands its list over and waits for nothing; lists are written in
/// batches behind it. A crash loses those of the last moment (<see cref="ListOptions.WriteEvery"/>), whose events count all the
/// same; a store that stays away costs the oldest that wait. Thread-safe.
/// </summary>
public sealed class ListBuffer(IListStore store, ListOptions options, ILogger<ListBuffer> logger) : IGivenLists, IVisitorMemory, IDisposable
{
    private const int ReadStep = 100;

    private readonly Lock _lock = new();

    // Those that wait, those being written, and those written lately; a list is in one of them at most.
    private readonly ListQueue _waiting = new();
    private readonly ListQueue _writing = new();
    private readonly ListQueue _written = new();

    // Erased visitors, by hash: a list that goes on meanwhile is nobody's.
    private readonly HashSet<(SiteId Site, ulong Visitor)> _forgotten = [];

    // One writes or forgets at a time, else a list under way would be stored after it was to be forgotten.
    private readonly SemaphoreSlim _storing = new(1);
    private long _lost;

    /// <summary>Lists given up before they were written, since the start.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Lists that are not written yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count + _writing.Count;
        }
    }

    /// <summary>Takes a new list.</summary>
    public void Add(ListRecord list)
    {
        lock (_lock) Put_NeedsLock(list);
    }

    /// <summary>A list in memory or in the store; null: there is none, or no longer.</summary>
    /// <exception cref="StoreUnavailableException">It is not in memory, and the store does not say.</exception>
    public async ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (Known_NeedsLock(id) is { } known) return known.Site == site ? known : null;
        }

        return await store.FindAsync(site, id, cancel);
    }

    /// <summary>All lists made for a visitor, in the order in which they were made. What waits is written first.</summary>
    /// <exception cref="StoreUnavailableException">What waits cannot be written, or what is stored not be read.</exception>
    public async IAsyncEnumerable<ListRecord> OfVisitorAsync(SiteId site, VisitorId visitor, [EnumeratorCancellation] CancellationToken cancel)
    {
        await WriteAsync(cancel);
        Guid? last = null;
        while (await store.ReadOfVisitorAsync(site, visitor, last, ReadStep, cancel) is { Count: > 0 } lists)
        {
            foreach (var list in lists) yield return list;
            last = lists[^1].Id;
        }
    }

    /// <summary>
    /// Puts products behind those of a list. Of two callers who saw the same list and go on at the same time the first wins, so a
    /// place in a list is given once.
    /// </summary>
    /// <param name="seen">The list as the caller has seen it.</param>
    /// <param name="more">What comes behind.</param>
    /// <returns>The list as it is now.</returns>
    public ListRecord Extend(ListRecord seen, IReadOnlyList<ListedProduct> more)
    {
        lock (_lock)
        {
            if (Known_NeedsLock(seen.Id) is { } known && known.Items.Count > seen.Items.Count) return known;
            var longer = seen with { Items = [.. seen.Items, .. more] };
            Put_NeedsLock(longer);
            return longer;
        }
    }

    /// <summary>Writes all that waits.</summary>
    /// <exception cref="StoreUnavailableException">What is not written waits on.</exception>
    public async Task WriteAsync(CancellationToken cancel)
    {
        while (await WriteBatchAsync(cancel))
        {
            // Whoever forgets comes in between.
        }
    }

    public async Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel)
    {
        await _storing.WaitAsync(cancel);
        try
        {
            return Forget(site, visitors) + await store.ForgetAsync(site, visitors, cancel);
        }
        finally
        {
            _storing.Release();
        }
    }

    public void Dispose() => _storing.Dispose();

    private async Task<bool> WriteBatchAsync(CancellationToken cancel)
    {
        await _storing.WaitAsync(cancel);
        try
        {
            if (Take() is not { Count: > 0 } batch) return false;
            var written = false;
            try
            {
                await store.SaveAsync(batch, cancel);
                written = true;
            }
            finally
            {
                lock (_lock) Done_NeedsLock(written);
            }

            return true;
        }
        finally
        {
            _storing.Release();
        }
    }

    private int Forget(SiteId site, IReadOnlyList<VisitorId> visitors)
    {
        var gone = 0;
        lock (_lock)
        {
            foreach (var visitor in visitors) _forgotten.Add((site, Hash64.Of(visitor.Value)));
            foreach (var queue in (ReadOnlySpan<ListQueue>)[_waiting, _writing, _written]) gone += queue.Remove(l => l.Site == site && l.Visitor is { } v && visitors.Contains(v));
        }

        return gone;
    }

    private List<ListRecord> Take()
    {
        lock (_lock)
        {
            while (_writing.Count < options.BatchSize && _waiting.TakeOldest() is { } list) _writing.Put(list);
            return _writing.All();
        }
    }

    // A list that has grown meanwhile waits already, and what was taken out by an erasure is in none of them.
    private void Done_NeedsLock(bool written)
    {
        var batch = _writing.All();
        _writing.Clear();
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            var list = batch[written ? batch.Count - 1 - i : i];
            if (_waiting.Find(list.Id) is not null) continue;
            if (written) _written.Put(list);
            else _waiting.PutFirst(list);
        }

        while (_written.Count > options.Recent) _written.TakeOldest();
        Shrink_NeedsLock();
    }

    private ListRecord? Known_NeedsLock(Guid id) => _waiting.Find(id) ?? _writing.Find(id) ?? _written.Find(id);

    private void Put_NeedsLock(ListRecord list)
    {
        if (list.Visitor is { } visitor && _forgotten.Contains((list.Site, Hash64.Of(visitor.Value)))) list = list with { Visitor = null };
        _written.Remove(list.Id);
        _waiting.Put(list);
        Shrink_NeedsLock();
    }

    private void Shrink_NeedsLock()
    {
        while (_waiting.Products > options.MaxWaitingProducts && _waiting.TakeOldest() is not null)
        {
            // Once for many: a store that stays away would fill the log.
            if (Interlocked.Increment(ref _lost) % options.BatchSize == 1) ListLog.GivenUp(logger, _lost);
        }
    }
}
