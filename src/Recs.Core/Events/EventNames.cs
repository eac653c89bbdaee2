namespace Recs.Core.Events;

/// <summary>The public name of each kind of event: the kind in lower case with underscores.</summary>
public static class EventNames
{
    private static readonly Dictionary<EventKind, string> ByKind =
        Enum.GetValues<EventKind>().ToDictionary(k => k, k => Name(k));

    public static string Of(VisitorEvent @event) => ByKind[EventKinds.Of(@event)];

    public static string Of(EventKind kind) => ByKind[kind];

    private static string Name(EventKind kind) => kind switch
    {
        EventKind.Merged => "merge",
        _ => string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString())),
    };
}
