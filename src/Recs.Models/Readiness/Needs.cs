using System.Globalization;
using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>What is needed, against what there is.</summary>
internal static class Needs
{
    /// <summary>Of something that comes with time.</summary>
    public static DataNeed Of(string what, Pace pace, long need, Instant now)
    {
        var (have, perDay) = (pace.Total, Math.Round(pace.PerDay(now), 2));
        int? days = have < need && perDay > 0 ? (int)Math.Min(100_000, Math.Ceiling((need - have) / perDay)) : null;
        var when = have >= need ? "" : days is { } d ? $"; at this pace in {d:N0} {(d == 1 ? "day" : "days")}" : "; none came of late";
        return new DataNeed(what, have, need, perDay, days, string.Create(CultureInfo.InvariantCulture, $"{have:N0} of {need:N0} {what}") + when);
    }

    /// <summary>Of something that does not come by waiting.</summary>
    public static DataNeed Of(string what, long have, long need) =>
        new(what, have, need, null, null, string.Create(CultureInfo.InvariantCulture, $"{have:N0} of {need:N0} {what}"));

    public static bool Met(this IReadOnlyList<DataNeed> needs) => needs.All(n => n.Have >= n.Need);
}
