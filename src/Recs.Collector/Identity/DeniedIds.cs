using System.Collections.Frozen;

namespace Recs.Collector.Identity;

/// <summary>
/// Ids that careless code sends in place of none. One of them would join everybody into one person (PostHog's list of
/// illegal distinct ids, and what JavaScript, Python and PHP print for nothing).
/// </summary>
internal sealed class DeniedIds(IEnumerable<string> ids)
{
    public static readonly IReadOnlyList<string> Default =
    [
        "0", "-1", "guest", "anonymous", "anon", "null", "(null)", "nil", "none", "undefined", "nan", "true", "false", "unknown", "n/a", "na",
        "[object object]", "id", "user", "user_id", "userid", "email", "distinct_id", "distinctid", "anonymous_id", "anonymousid",
        "not_authenticated", "00000000-0000-0000-0000-000000000000",
    ];

    private readonly FrozenSet<string> _ids = ids.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string id) => _ids.Contains(id) || (HasMargin(id) && _ids.Contains(Bare(id)));

    private static bool HasMargin(string id) => id[0] is ' ' or '"' or '\'' || id[^1] is ' ' or '"' or '\'';

    private static string Bare(string id) => id.Trim(' ', '"', '\'');
}
