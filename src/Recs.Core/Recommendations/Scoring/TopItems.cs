namespace Recs.Core.Recommendations.Scoring;

/// <summary>The best of many scored items: a heap of bounded size with the worst kept on top. Ties go to the lower number.</summary>
internal sealed class TopItems
{
    private (double Score, int Item)[] _heap = new (double, int)[RecommendationRequest.MaxLimit];
    private int _count;

    /// <summary>The best, best first. Valid until the next call.</summary>
    public ReadOnlySpan<(double Score, int Item)> Of(CandidateScores scores, int most)
    {
        if (_heap.Length < most) _heap = new (double, int)[most];
        _count = 0;
        foreach (var item in scores.Items) Offer((scores[item], item), most);
        for (var n = _count; n > 1; n--)
        {
            (_heap[0], _heap[n - 1]) = (_heap[n - 1], _heap[0]);
            Sink(0, n - 1);
        }

        return _heap.AsSpan(0, _count);
    }

    private void Offer((double Score, int Item) entry, int most)
    {
        if (_count < most)
        {
            _heap[_count] = entry;
            Rise(_count++);
        }
        else if (most > 0 && Worse(_heap[0], entry))
        {
            _heap[0] = entry;
            Sink(0, _count);
        }
    }

    private void Rise(int at)
    {
        for (; at > 0 && Worse(_heap[at], _heap[(at - 1) / 2]); at = (at - 1) / 2)
            (_heap[at], _heap[(at - 1) / 2]) = (_heap[(at - 1) / 2], _heap[at]);
    }

    private void Sink(int at, int count)
    {
        while (true)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < count; child++)
            {
                if (Worse(_heap[child], _heap[worst])) worst = child;
            }

            if (worst == at) return;
            (_heap[at], _heap[worst]) = (_heap[worst], _heap[at]);
            at = worst;
        }
    }

    private static bool Worse((double Score, int Item) a, (double Score, int Item) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Item > b.Item);
}
