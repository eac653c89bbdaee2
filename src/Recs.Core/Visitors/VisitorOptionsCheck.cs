namespace Recs.Core.Visitors;

/// <summary>Which values of the options can be used: those under which every state can be folded.</summary>
internal static class VisitorOptionsCheck
{
    /// <summary>The first value that cannot be used, in words; null: none.</summary>
    public static string? Problem(VisitorOptions o)
    {
        foreach (var (name, span) in Spans(o))
        {
            if (span < TimeSpan.FromSeconds(1) || span > TimeSpan.FromDays(36_500)) return $"The visitor option {name} is {span}; 1 second to 100 years were expected.";
        }

        foreach (var (name, number) in Numbers(o))
        {
            if (!(number is >= 0 and <= 1e6)) return $"The visitor option {name} is {number}; 0 to 1,000,000 was expected.";
        }

        if (o.Activity is null || o.Loyalty is null || o.Weights is null) return "The visitor options Activity, Loyalty and Weights cannot be null; leave them out for the defaults.";
        if (o.Activity.CoolingDown is null || o.Activity.AtRisk is null || o.Activity.Lapsed is null) return "The thresholds of the visitor option Activity cannot be null; leave them out for the defaults.";
        if (o.Loyalty.Orders is < 1 or > VisitorLimits.OrderTimes) return $"The visitor option Loyalty.Orders is {o.Loyalty.Orders}; 1 to {VisitorLimits.OrderTimes} were expected, as many order times are kept.";
        if (string.IsNullOrEmpty(o.TimeZone)) return "The visitor option TimeZone is empty; an IANA name was expected.";
        return o.BaseCurrency is { Length: 3 } ? null : $"The visitor option BaseCurrency is «{o.BaseCurrency}»; a code of ISO 4217 was expected.";
    }

    private static IEnumerable<(string Name, TimeSpan Span)> Spans(VisitorOptions o) =>
    [
        (nameof(o.SessionIdle), o.SessionIdle),
        (nameof(o.SessionMax), o.SessionMax),
        (nameof(o.CartAbandonedAfter), o.CartAbandonedAfter),
        (nameof(o.HalfLife), o.HalfLife),
        (nameof(o.DuplicateWindow), o.DuplicateWindow),
        (nameof(o.RemovalMemory), o.RemovalMemory),
        (nameof(o.LongDwell), o.LongDwell),
        (nameof(o.ErasureMemory), o.ErasureMemory),
        .. Thresholds(o).SelectMany(t => new[] { ($"{t.Name}.Fixed", t.Value.Fixed), ($"{t.Name}.Least", t.Value.Least), ($"{t.Name}.Most", t.Value.Most - t.Value.Least + TimeSpan.FromSeconds(1)) }),
        .. o.Loyalty is { } l ? [("Loyalty.Window", l.Window), ("Loyalty.Grace", l.Grace)] : Array.Empty<(string, TimeSpan)>(),
    ];

    private static IEnumerable<(string Name, double Number)> Numbers(VisitorOptions o) =>
    [
        (nameof(o.UnverifiedOrders), o.UnverifiedOrders),
        .. Thresholds(o).Select(t => ($"{t.Name}.Factor", t.Value.Factor)),
        .. o.Loyalty is { } l ? [("Loyalty.Gaps", l.Gaps)] : Array.Empty<(string, double)>(),
        .. o.Weights is { } w
            ? [("Weights.View", w.View), ("Weights.ListClick", w.ListClick), ("Weights.Share", w.Share), ("Weights.LongDwell", w.LongDwell), ("Weights.Wishlist", w.Wishlist), ("Weights.Cart", w.Cart), ("Weights.Order", w.Order)]
            : Array.Empty<(string, double)>(),
    ];

    private static IEnumerable<(string Name, RhythmThreshold Value)> Thresholds(VisitorOptions o) =>
        from t in new[] { ("Activity.CoolingDown", o.Activity?.CoolingDown), ("Activity.AtRisk", o.Activity?.AtRisk), ("Activity.Lapsed", o.Activity?.Lapsed) }
        where t.Item2 is not null
        select (t.Item1, t.Item2!);
}
