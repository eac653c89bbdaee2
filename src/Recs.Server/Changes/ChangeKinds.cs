using Recs.Core.Visitors;

namespace Recs.Server.Changes;

/// <summary>Kinds of changes as they stand in answers: <c>cart_abandoned</c>.</summary>
internal static class ChangeKinds
{
    private static readonly Dictionary<string, VisitorChangeKind> ByName =
        Enum.GetValues<VisitorChangeKind>().ToDictionary(Spelled, kind => kind, StringComparer.Ordinal);

    private static readonly Dictionary<VisitorChangeKind, string> Names = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string All { get; } = string.Join(", ", Names.OrderBy(pair => pair.Key).Select(pair => pair.Value));

    public static string Name(VisitorChangeKind kind) => Names[kind];

    /// <summary>The kinds of a list with commas; null where one of them is unknown.</summary>
    public static IReadOnlySet<VisitorChangeKind>? Read(string list, out string unknown)
    {
        var kinds = new HashSet<VisitorChangeKind>();
        unknown = "";
        foreach (var name in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ByName.TryGetValue(name, out var kind)) kinds.Add(kind);
            else unknown = name;
        }

        return unknown.Length == 0 ? kinds : null;
    }

    private static string Spelled(VisitorChangeKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
