namespace Recs.Training.Models;

/// <summary>A fitted model: says how well each item follows a history. Safe for many threads.</summary>
public interface IModel
{
    /// <summary>The method's name as reports print it.</summary>
    string Name { get; }

    /// <summary>How many items it knows: the length of the scores.</summary>
    int ItemCount { get; }

    /// <summary>A scorer with scratch of its own, for one thread.</summary>
    IScorer CreateScorer();
}

/// <summary>Scores all items for one history after the other. Serves one thread.</summary>
public interface IScorer
{
    /// <summary>Writes the score of every item. Equal scores mean that the model cannot tell the items apart.</summary>
    /// <param name="history">Item numbers, oldest first; may be empty.</param>
    /// <param name="scores">One per item; what was in it is overwritten.</param>
    void Score(ReadOnlySpan<int> history, Span<float> scores);
}
