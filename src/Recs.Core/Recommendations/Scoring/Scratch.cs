using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.UpSell;
using Recs.Core.Recommendations.Variety;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>What a request needs to score with and gives back afterwards.</summary>
internal sealed class Scratch
{
    private List<(int Item, byte Source)>[] _mixLists = [];

    public Scratch()
    {
        Scores = new CandidateScores(Eligibility);
        Part = new CandidateScores(Eligibility);
    }

    public Eligibility Eligibility { get; } = new();

    /// <summary>The rules that concern the list.</summary>
    public AppliedRules Rules { get; } = new();

    /// <summary>What the list is made of, best first.</summary>
    public Picks Picks { get; } = new();

    /// <summary>What rules put at places of the list.</summary>
    public PinnedItems Pinned { get; } = new();

    public Diversifier Diversifier { get; } = new();

    /// <summary>Of the source that is asked.</summary>
    public CandidateScores Scores { get; }

    /// <summary>Of one part of a source that mixes others.</summary>
    public CandidateScores Part { get; }

    public ItemMarks Marks { get; } = new();

    public TopItems Top { get; } = new();

    public UpSellCandidates UpSell { get; } = new();

    /// <summary>Which source of a mix has given an item, and the place it was given.</summary>
    public (byte Source, int Place)[] MixedFrom { get; private set; } = [];

    /// <summary>Empty lists for the parts of a mix. Valid until the next call.</summary>
    public List<(int Item, byte Source)>[] MixLists(int parts)
    {
        if (_mixLists.Length < parts) _mixLists = [.. Enumerable.Range(0, parts).Select(_ => new List<(int, byte)>(16))];
        foreach (var list in _mixLists) list.Clear();
        return _mixLists;
    }

    public void Begin(int items)
    {
        Scores.Begin(items);
        Part.Begin(items);
        UpSell.Begin();
        if (MixedFrom.Length < items) MixedFrom = new (byte, int)[items];
    }
}
