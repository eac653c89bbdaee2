using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.EshopClothing;

/// <summary>What an import of the data set read and came to.</summary>
/// <param name="Clicks">Lines.</param>
/// <param name="Sessions">Session numbers.</param>
/// <param name="Models">Products.</param>
/// <param name="Categories">Main categories.</param>
/// <param name="Countries">Countries.</param>
/// <param name="Changed">Something was new.</param>
/// <param name="Applied">What the site's states hold now.</param>
public sealed record EshopSummary(long Clicks, int Sessions, int Models, int Categories, int Countries, bool Changed, AppliedTotals Applied);
