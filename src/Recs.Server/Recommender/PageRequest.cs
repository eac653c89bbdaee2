using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <summary>What a page asks for in one call.</summary>
/// <param name="Claim">For whom.</param>
/// <param name="Placements">The lists, in the order in which they choose their products.</param>
public sealed record PageRequest(VisitorClaim Claim, IReadOnlyList<RecommendationRequest> Placements);
