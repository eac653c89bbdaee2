using Recs.Training.Data;

namespace Recs.Training.Models.SessionNeighbours;

/// <summary>
/// VMIS-kNN (Kersbergen, Sprangers &amp; Schelter, Serenade, SIGMOD 2022): the m newest sessions that share an item with the
/// evolving one, of which the k most like are asked what else they held. Likeness sums (position ÷ length) over shared items;
/// a neighbour's items count with its likeness, less the farther back its newest shared item stands, more the rarer they are.
/// </summary>
public sealed class SessionKnnModel : IModel
{
    private readonly SessionIndex _index;
    private readonly SessionKnnOptions _options;
    private readonly double[] _rarity;

    private SessionKnnModel(SessionIndex index, SessionKnnOptions options)
    {
        (_index, _options) = (index, options);
        _rarity = Array.ConvertAll(index.SessionsWith, n => n == 0 ? 0 : 1 + (options.Rarity * Math.Log((double)index.Sessions / n)));
    }

    public string Name => "session-knn";

    public int ItemCount => _index.ItemCount;

    /// <param name="train">Sessions, oldest first.</param>
    /// <param name="options">How.</param>
    public static SessionKnnModel Fit(Histories train, SessionKnnOptions options) => new(SessionIndex.Build(train, options.Sessions), options);

    public IScorer CreateScorer() => new Scorer(this);

    private sealed class Scorer(SessionKnnModel model) : IScorer
    {
        private readonly List<int> _recent = [];
        private readonly Dictionary<int, (double Likeness, int Back)> _found = [];
        private readonly PriorityQueue<int, int> _oldest = new();
        private (int Session, double Likeness, int Back)[] _neighbours = [];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            scores.Clear();
            TakeRecent(history);
            FindSessions();
            var count = TakeNeighbours();
            foreach (var (session, likeness, back) in _neighbours.AsSpan(0, count))
            {
                var weight = likeness * Math.Max(0, 1 - (model._options.StepWeight * back));
                foreach (var item in model._index.ItemsOf(session)) scores[item] += (float)(weight * model._rarity[item]);
            }
        }

        // The last items, newest first, each once.
        private void TakeRecent(ReadOnlySpan<int> history)
        {
            _recent.Clear();
            for (var p = history.Length - 1; p >= 0 && _recent.Count < model._options.LastItems; p--)
            {
                if (history[p] < model.ItemCount && !_recent.Contains(history[p])) _recent.Add(history[p]);
            }
        }

        // Session numbers grow with time, so the oldest of those kept is the least number.
        private void FindSessions()
        {
            _found.Clear();
            _oldest.Clear();
            for (var back = 0; back < _recent.Count; back++)
            {
                var decay = (double)(_recent.Count - back) / _recent.Count;
                foreach (var session in model._index.SessionsOf(_recent[back]))
                {
                    if (_found.TryGetValue(session, out var known))
                    {
                        _found[session] = (known.Likeness + decay, known.Back);
                        continue;
                    }

                    if (_found.Count == model._options.Sessions)
                    {
                        if (session < _oldest.Peek()) break;
                        _found.Remove(_oldest.Dequeue());
                    }

                    _found.Add(session, (decay, back));
                    _oldest.Enqueue(session, session);
                }
            }
        }

        private int TakeNeighbours()
        {
            if (_neighbours.Length < _found.Count) _neighbours = new (int, double, int)[Math.Max(_found.Count, model._options.Sessions)];
            var count = 0;
            foreach (var (session, (likeness, back)) in _found) _neighbours[count++] = (session, likeness, back);
            _neighbours.AsSpan(0, count).Sort(static (a, b) => a.Likeness != b.Likeness ? b.Likeness.CompareTo(a.Likeness) : b.Session.CompareTo(a.Session));
            return Math.Min(count, model._options.Neighbours);
        }
    }
}
