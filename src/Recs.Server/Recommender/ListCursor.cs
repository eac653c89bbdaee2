using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <summary>Where a list goes on.</summary>
/// <param name="Site">Of which site.</param>
/// <param name="List">The list.</param>
/// <param name="Given">How many products it has given up to here.</param>
/// <param name="Request">What was asked for, to go on with; its limit is the length of a page.</param>
internal sealed record ListCursor(SiteId Site, Guid List, int Given, RecommendationRequest Request);
