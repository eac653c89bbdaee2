using System.Globalization;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Server.Changes;

/// <summary>
/// The changes of a site's visitors, partition by partition. Numbers are dense and a commit shows all of its changes at
/// once, so whoever reads on with the cursor gets each change once; a visitor lives in one partition, so its changes keep
/// their order.
/// </summary>
public sealed class ChangeFeed(IVisitorReader reader)
{
    private const int BatchSize = 500;

    // A partition may hold many changes of other sites and kinds: a page ends after so many looked at.
    private const int MostExamined = 20_000;

    /// <summary>The place before the first change that is kept.</summary>
    internal async ValueTask<ChangeCursor> BeginningAsync(SiteId site, CancellationToken cancel)
    {
        var next = (await reader.ChangeEndsAsync(cancel)).ToArray();
        for (var p = 0; p < next.Length; p++)
        {
            if (next[p] > 0 && await reader.ReadChangesAsync(p, 0, 1, cancel) is [var oldest]) next[p] = oldest.Sequence;
        }

        return new ChangeCursor(site, next);
    }

    /// <summary>The place after the last change.</summary>
    internal async ValueTask<ChangeCursor> NowAsync(SiteId site, CancellationToken cancel) =>
        new(site, [.. await reader.ChangeEndsAsync(cancel)]);

    /// <summary>The place a cursor's text stands for; null where this installation has not given it out for this site.</summary>
    internal async ValueTask<ChangeCursor?> FindAsync(SiteId site, string text, CancellationToken cancel)
    {
        var ends = await reader.ChangeEndsAsync(cancel);
        if (!ChangeCursor.TryRead(text, site, ends.Count, out var cursor)) return null;
        for (var p = 0; p < ends.Count; p++)
        {
            if (cursor[p] < 0 || cursor[p] > ends[p]) return null;
        }

        return cursor;
    }

    /// <summary>Reads on from a cursor, which stays as it is.</summary>
    /// <param name="from">Where.</param>
    /// <param name="kinds">Only these; empty: all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cursors">Whether each change comes with the cursor behind it.</param>
    /// <param name="cancel">Stops reading.</param>
    internal async ValueTask<ChangePage> ReadAsync(
        ChangeCursor from, IReadOnlySet<VisitorChangeKind> kinds, int limit, bool cursors, CancellationToken cancel)
    {
        var ends = await reader.ChangeEndsAsync(cancel);
        var (cursor, changes, examined) = (from.Copy(), new List<FeedChange>(), 0);
        for (var i = 0; i < ends.Count; i++)
        {
            var partition = (from.First + i) % ends.Count;
            while (cursor[partition] < ends[partition] && changes.Count < limit && examined < MostExamined)
            {
                var batch = await reader.ReadChangesAsync(partition, cursor[partition], BatchSize, cancel);
                if (batch.Count == 0 || batch[0].Sequence != cursor[partition]) return new ChangePage([], from, More: false) { BeforeRetention = true };
                examined += batch.Count;
                Take(batch, partition);
            }

            // The next page begins elsewhere, so that a busy partition does not keep the others waiting.
            if (changes.Count == limit) cursor.First = (partition + 1) % ends.Count;
            if (changes.Count == limit || examined >= MostExamined) break;
        }

        return new ChangePage(changes, cursor, IsBefore(cursor, ends));

        void Take(IReadOnlyList<StoredChange> batch, int partition)
        {
            foreach (var stored in batch)
            {
                // The store shows a commit a moment before its end is known, and a cursor beyond the end would be refused.
                if (changes.Count == limit || stored.Sequence >= ends[partition]) return;
                cursor[partition] = stored.Sequence + 1;
                var change = VisitorChange.Decode(stored.Bytes);
                if (change.Key.Site != from.Site || change.Key.Visitor.IsNone || (kinds.Count > 0 && !kinds.Contains(change.Kind))) continue;
                changes.Add(new FeedChange(Id(partition, stored.Sequence), change, cursors ? cursor.ToString() : null));
            }
        }
    }

    /// <summary>Completes when there may be something new behind the cursor.</summary>
    internal Task WaitAsync(ChangeCursor cursor, CancellationToken cancel) => reader.WaitForChangesAsync(cursor.Next, cancel);

    private static string Id(int partition, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{partition}-{sequence}");

    private static bool IsBefore(ChangeCursor cursor, IReadOnlyList<long> ends)
    {
        for (var p = 0; p < ends.Count; p++)
        {
            if (cursor[p] < ends[p]) return true;
        }

        return false;
    }
}
