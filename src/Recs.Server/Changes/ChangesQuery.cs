using System.Globalization;
using Recs.Core;
using Recs.Core.Visitors;
using Recs.Server.Http;

namespace Recs.Server.Changes;

/// <summary>What a caller wants of the changes.</summary>
/// <param name="Kinds">Only these; empty: all.</param>
/// <param name="Limit">At most so many on a page.</param>
/// <param name="Wait">How long a page may wait for its first change.</param>
internal sealed record ChangesQuery(IReadOnlySet<VisitorChangeKind> Kinds, int Limit, TimeSpan Wait)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;
    public const int MaxWaitSeconds = 60;

    /// <summary>The query, or null with the problem.</summary>
    public static ChangesQuery? Read(IQueryCollection query, out Problem? problem)
    {
        problem = null;
        var kinds = ChangeKinds.Read(query["kind"].ToString(), out var unknown);
        if (kinds is null)
            problem = Wrong($"kind: some of {ChangeKinds.All} were expected, separated by commas; '{Shortened(unknown)}' was found.");
        var limit = Number(query, "limit", DefaultLimit, 1, MaxLimit, ref problem);
        var wait = Number(query, "wait", 0, 0, MaxWaitSeconds, ref problem);
        return problem is null && kinds is not null ? new ChangesQuery(kinds, limit, TimeSpan.FromSeconds(wait)) : null;
    }

    /// <summary>The place to begin with: after a cursor, else as <c>from</c> says, else the beginning; null with the problem.</summary>
    public static async ValueTask<(ChangeCursor? Start, Problem? Problem)> StartAsync(
        ChangeFeed feed, SiteId site, string cursor, string from, CancellationToken cancel)
    {
        if (cursor.Length > 0)
        {
            return await feed.FindAsync(site, cursor, cancel) is { } found
                ? (found, null)
                : (null, new Problem(ProblemCode.InvalidCursor, "The cursor is damaged, or was given out for another site or by another installation. Send it exactly as it came, or begin anew without one."));
        }

        return from switch
        {
            "now" => (await feed.NowAsync(site, cancel), null),
            "" or "beginning" => (await feed.BeginningAsync(site, cancel), null),
            _ => (null, Wrong($"from: beginning or now was expected; '{Shortened(from)}' was found.")),
        };
    }

    private static int Number(IQueryCollection query, string name, int otherwise, int least, int most, ref Problem? problem)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        problem ??= Wrong($"{name}: a whole number from {least} to {most} was expected; '{Shortened(text)}' was found.");
        return otherwise;
    }

    private static Problem Wrong(string detail) => new(ProblemCode.InvalidParameter, detail);

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
