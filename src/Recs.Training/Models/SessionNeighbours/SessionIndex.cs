using Recs.Training.Data;

namespace Recs.Training.Models.SessionNeighbours;

/// <summary>Sessions with each item once, and for each item its newest sessions, newest first. Sessions are numbered from the oldest on.</summary>
internal sealed class SessionIndex
{
    private readonly int[] _itemStarts;
    private readonly int[] _items;
    private readonly int[] _postingStarts;
    private readonly int[] _postings;

    private SessionIndex(int[] itemStarts, int[] items, int[] postingStarts, int[] postings, int[] sessionsWith)
    {
        (_itemStarts, _items, _postingStarts, _postings) = (itemStarts, items, postingStarts, postings);
        SessionsWith = sessionsWith;
    }

    public int Sessions => _itemStarts.Length - 1;

    /// <summary>How many sessions hold each item, those not kept among them.</summary>
    public int[] SessionsWith { get; }

    public int ItemCount => SessionsWith.Length;

    /// <summary>The items of a session.</summary>
    public ReadOnlySpan<int> ItemsOf(int session) => _items.AsSpan(_itemStarts[session], _itemStarts[session + 1] - _itemStarts[session]);

    /// <summary>The newest sessions with an item, newest first.</summary>
    public ReadOnlySpan<int> SessionsOf(int item) => _postings.AsSpan(_postingStarts[item], _postingStarts[item + 1] - _postingStarts[item]);

    /// <param name="train">Sessions, oldest first.</param>
    /// <param name="most">How many sessions are kept of an item.</param>
    public static SessionIndex Build(Histories train, int most)
    {
        var (starts, items) = (new int[train.Count + 1], new List<int>(train.Interactions));
        var last = new int[train.ItemCount];
        var counts = new int[train.ItemCount];
        for (var session = 0; session < train.Count; session++)
        {
            foreach (var item in train[session])
            {
                if (last[item] == session + 1) continue;
                last[item] = session + 1;
                counts[item]++;
                items.Add(item);
            }

            starts[session + 1] = items.Count;
        }

        var postingStarts = new int[train.ItemCount + 1];
        for (var item = 0; item < train.ItemCount; item++) postingStarts[item + 1] = postingStarts[item] + Math.Min(most, counts[item]);
        var postings = new int[postingStarts[^1]];
        var next = postingStarts[..^1];
        for (var session = train.Count - 1; session >= 0; session--)
        {
            for (var k = starts[session]; k < starts[session + 1]; k++)
            {
                var item = items[k];
                if (next[item] < postingStarts[item + 1]) postings[next[item]++] = session;
            }
        }

        return new SessionIndex(starts, [.. items], postingStarts, postings, counts);
    }
}
