using Recs.Collector.Bots;
using Recs.Core;

namespace Recs.Collector;

/// <summary>The numbers by which events and catalogue items are taken in.</summary>
public sealed record CollectorOptions
{
    /// <summary>Limits with the write key. Default 500 KB a request, 32 KB an event.</summary>
    public IntakeLimits Write { get; init; } = IntakeLimits.WriteDefault;

    /// <summary>Limits with the secret key. Default 16 MB a request, 512 KB an event.</summary>
    public IntakeLimits Secret { get; init; } = IntakeLimits.SecretDefault;

    /// <summary>Events in one request, with either key. Default 500; 1 to 100,000.</summary>
    public int RequestEvents { get; init; } = 500;

    /// <summary>Events in one request of history. Default 20,000; 1 to 100,000.</summary>
    public int HistoryEvents { get; init; } = 20_000;

    /// <summary>Items in one catalogue request. Default 10,000; 1 to 1,000,000.</summary>
    public int RequestItems { get; init; } = 10_000;

    /// <summary>How deeply an event or item may nest, itself counting 1. Default 8; 5 (a product in a list of a batch) to 64.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>
    /// How long before its receipt an event may have happened; an older one is moved there. Default 7 days; 1 minute to
    /// 90 days. Ignored for history.
    /// </summary>
    public TimeSpan TimeWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>History before this is taken for a mistake. Default 1990-01-01.</summary>
    public DateTimeOffset HistoryFrom { get; init; } = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The largest quantity of a line. Default 1,000,000; 1 to 1,000,000,000.</summary>
    public int Quantity { get; init; } = 1_000_000;

    /// <summary>Ids that stand for nobody, compared without case; no user or device may have one.</summary>
    public IReadOnlyList<string> DeniedIds { get; init; } = Identity.DeniedIds.Default;

    /// <summary>Catalogue items remembered to complete events. Default 10,000; 0 (none) to 10,000,000.</summary>
    public int CatalogCacheItems { get; init; } = 10_000;

    /// <summary>How long one is remembered: so late may a change made by another process be seen. Default 5 seconds; 0 to 10 minutes.</summary>
    public TimeSpan CatalogCacheLife { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When an id sends faster than a person can; sites may switch the rule off.</summary>
    public RunawayOptions Runaway { get; init; } = new();

    /// <summary>Message ids of events without a person by which retries are recognised. Default 65,536; 2 to 10,000,000.</summary>
    public int AnonymousMessages { get; init; } = 65_536;

    public IntakeLimits LimitsOf(KeyKind key) => key == KeyKind.Secret ? Secret : Write;

    /// <summary>Everything that is out of range, in words; empty: nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Write.Check(nameof(Write), problems);
        Secret.Check(nameof(Secret), problems);
        OptionRange.Check(problems, nameof(RequestEvents), RequestEvents, 1, 100_000);
        OptionRange.Check(problems, nameof(HistoryEvents), HistoryEvents, 1, 100_000);
        OptionRange.Check(problems, nameof(RequestItems), RequestItems, 1, 1_000_000);
        OptionRange.Check(problems, nameof(Depth), Depth, 5, 64);
        OptionRange.Check(problems, nameof(TimeWindow), TimeWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(90));
        OptionRange.Check(problems, nameof(Quantity), Quantity, 1, 1_000_000_000);
        OptionRange.Check(problems, nameof(CatalogCacheItems), CatalogCacheItems, 0, 10_000_000);
        OptionRange.Check(problems, nameof(CatalogCacheLife), CatalogCacheLife, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        OptionRange.Check(problems, nameof(AnonymousMessages), AnonymousMessages, 2, 10_000_000);
        Runaway.Check(nameof(Runaway), problems);
        return problems;
    }

    /// <exception cref="RecsException">Something is out of range; the message names all of it.</exception>
    internal CollectorOptions Checked()
    {
        if (Problems() is { Count: > 0 } problems) throw new RecsException("The collector's options are wrong: " + string.Join(" ", problems));
        return this;
    }
}
