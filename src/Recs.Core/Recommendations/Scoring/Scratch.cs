using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>What a request needs to score with and gives back afterwards.</summary>
internal sealed class Scratch
{
    private TitlePosting[] _words = new TitlePosting[32];

    public Scratch()
    {
        Scores = new CandidateScores(Eligibility);
        Part = new CandidateScores(Eligibility);
    }

    public Eligibility Eligibility { get; } = new();

    /// <summary>Of the source that is asked.</summary>
    public CandidateScores Scores { get; }

    /// <summary>Of one part of a source that mixes others.</summary>
    public CandidateScores Part { get; }

    public TopItems Top { get; } = new();

    /// <summary>Which part of a mix speaks loudest for an item, and how loudly.</summary>
    public (byte Part, double Share)[] Loudest { get; private set; } = [];

    /// <summary>The words of a title, heaviest first. Valid until the next call.</summary>
    public ReadOnlySpan<TitlePosting> RarestFirst(ReadOnlySpan<TitlePosting> words)
    {
        if (_words.Length < words.Length) _words = new TitlePosting[words.Length];
        var sorted = _words.AsSpan(0, words.Length);
        words.CopyTo(sorted);
        sorted.Sort(static (a, b) => b.Weight.CompareTo(a.Weight));
        return sorted;
    }

    public void Begin(int items)
    {
        Scores.Begin(items);
        Part.Begin(items);
        if (Loudest.Length < items) Loudest = new (byte, double)[items];
    }
}
