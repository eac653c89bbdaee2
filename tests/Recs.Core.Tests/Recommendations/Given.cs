using System.Collections.Immutable;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations;

/// <summary>Applied events in few words.</summary>
internal static class Given
{
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public static ulong Hash(string item) => new ItemId(item).Hash;

    public static AppliedEvent View(string item, Instant? time = null, string[]? earlier = null, bool again = false) =>
        new(new ProductViewed(Header(time), Line(item)), time ?? Start, [.. (earlier ?? []).Select(Hash)], null, again);

    public static AppliedEvent Order(string id, string[] items, Instant? time = null, string[]? before = null, string[]? againBefore = null) =>
        new(
            new OrderCompleted(Header(time), id, "GBP", 10 * items.Length, [.. items.Select(i => Line(i))]),
            time ?? Start,
            [],
            before?.Select(Hash).ToHashSet(),
            false,
            againBefore?.Select(Hash).ToHashSet());

    public static AppliedEvent Of(VisitorEvent @event) => new(@event, @event.Header.Time, [], null);

    public static EventHeader Header(Instant? time = null) => new("m", time ?? Start);

    public static ItemLine Line(string item, int quantity = 1) => new(new ItemId(item)) { Quantity = quantity };

    public static ImmutableArray<ItemLine> Lines(params string[] items) => [.. items.Select(i => Line(i))];
}
