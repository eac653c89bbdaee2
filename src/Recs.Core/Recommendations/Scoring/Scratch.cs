using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.UpSell;
using Recs.Core.Recommendations.Variety;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>What a request needs to score with and gives back afterwards.</summary>
internal sealed class Scratch
{
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

    public TopItems Top { get; } = new();

    public UpSellCandidates UpSell { get; } = new();

    /// <summary>Which part of a mix speaks loudest for an item, and how loudly.</summary>
    public (byte Part, double Share)[] Loudest { get; private set; } = [];

    /// <summary>The rank of an item in a part of a mix; only where an explanation is asked for.</summary>
    public List<(int Item, byte Part, int Rank)> MixRanks { get; } = [];

    public void Begin(int items)
    {
        MixRanks.Clear();
        Scores.Begin(items);
        Part.Begin(items);
        UpSell.Begin();
        if (Loudest.Length < items) Loudest = new (byte, double)[items];
    }
}
