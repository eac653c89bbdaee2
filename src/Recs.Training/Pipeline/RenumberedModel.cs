using Recs.Training.Models;

namespace Recs.Training.Pipeline;

/// <summary>A model that numbers items in its own way, asked in the numbers of other data. What it does not know gets no number, and so stands last.</summary>
internal sealed class RenumberedModel : IModel
{
    private readonly IModel _model;
    private readonly int[] _toOwn;

    /// <param name="model">The model.</param>
    /// <param name="own">Its items by number.</param>
    /// <param name="items">The items of the data by number.</param>
    public RenumberedModel(IModel model, IReadOnlyList<string> own, IReadOnlyList<string> items)
    {
        _model = model;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < own.Count; i++) numbers[own[i]] = i;
        _toOwn = [.. items.Select(id => numbers.GetValueOrDefault(id, -1))];
    }

    public string Name => _model.Name;

    public int ItemCount => _toOwn.Length;

    public IScorer CreateScorer() => new Scorer(_model.CreateScorer(), _model.ItemCount, _toOwn);

    private sealed class Scorer(IScorer scorer, int count, int[] toOwn) : IScorer
    {
        private readonly float[] _scores = new float[count];
        private readonly List<int> _history = [];

        public void Score(ReadOnlySpan<int> history, Span<float> scores)
        {
            _history.Clear();
            foreach (var item in history)
            {
                if (toOwn[item] >= 0) _history.Add(toOwn[item]);
            }

            scorer.Score(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_history), _scores);
            for (var i = 0; i < scores.Length; i++) scores[i] = toOwn[i] < 0 ? float.NaN : _scores[toOwn[i]];
        }
    }
}
