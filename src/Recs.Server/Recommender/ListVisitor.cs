using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Visitors;

namespace Recs.Server.Recommender;

/// <summary>For whom a list is made.</summary>
/// <param name="Id">The visitor's id, to keep with the list; null: nobody who is known, or may be.</param>
/// <param name="View">What is known; null: nobody.</param>
/// <param name="Unavailable">The store did not answer in time.</param>
internal readonly record struct ListVisitor(VisitorId? Id, VisitorView? View, bool Unavailable)
{
    public static readonly ListVisitor Nobody = new(null, null, false);

    // Only who was recognised is kept: an id without a state names nobody, and one that has refused must not be.
    public static ListVisitor Of(VisitorId id, VisitorReading reading) => new(reading.View is null ? null : id, reading.View, reading.Unavailable);
}
