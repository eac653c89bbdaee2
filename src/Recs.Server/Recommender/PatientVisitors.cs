using Recs.Core.Recommendations.Visitors;

namespace Recs.Server.Recommender;

/// <summary>Reads visitors for people who ask why, and can wait longer than a page.</summary>
/// <param name="Reader">With a deadline of its own.</param>
internal sealed record PatientVisitors(VisitorViewReader Reader)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
}
