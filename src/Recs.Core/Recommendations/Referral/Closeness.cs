namespace Recs.Core.Recommendations.Referral;

/// <summary>
/// How close two friends are, ½ to 1: half of it for being friends, the rest for the overlap of their friends, shared ones ÷ all of
/// both less the two themselves (Onnela et al., Structure and tie strengths in mobile communication networks, PNAS 2007).
/// </summary>
internal static class Closeness
{
    public static double Of(IReadOnlySet<ulong> own, IReadOnlyCollection<ulong> theirs)
    {
        var shared = theirs.Count(own.Contains);
        var others = own.Count + theirs.Count - 2 - shared;
        return others <= 0 ? 0.5 : 0.5 + (0.5 * shared / others);
    }
}
