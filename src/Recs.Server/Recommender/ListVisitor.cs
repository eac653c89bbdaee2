using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <summary>For whom a list is made.</summary>
/// <param name="Id">The visitor's id, to keep with the list; null: nobody is named, or nobody who may be kept.</param>
/// <param name="View">What is known; null: nobody.</param>
/// <param name="Unavailable">The store did not answer in time.</param>
internal readonly record struct ListVisitor(VisitorId? Id, VisitorView? View, bool Unavailable)
{
    public static readonly ListVisitor Nobody = new(null, null, false);
}
