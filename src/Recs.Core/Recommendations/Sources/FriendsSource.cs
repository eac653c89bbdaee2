using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// What enough of the visitor's friends have bought, see <see cref="Referral.Circle"/>. The score is 1 / place and the reason names
/// nobody and no number: either would tell who is behind it.
/// </summary>
internal sealed class FriendsSource : ICandidateSource
{
    private static readonly Reason FriendsBought = new(ReasonCodes.FriendsBought, [], [], "Several of the people you are linked with have bought it");

    public string Name => SourceNames.Friends;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Visitor?.Circle is not { } circle) return;
        foreach (var hash in circle.Products)
        {
            if (context.Catalog.TryFind(hash, out var item)) scores.Add(item, 1.0 / (scores.Items.Length + 1));
        }
    }

    public Explanation Explain(RecommendationContext context, int item) => new(RecommendationTier.Segment, FriendsBought);
}
