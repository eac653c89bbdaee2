using Recs.Collector.Identity;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>A record of an event as far as the event's own text tells; catalogue and aliases are still to come.</summary>
/// <param name="Index">The event's place in the request; records of one event follow each other.</param>
/// <param name="Turn">Which of the event's records it is, from 1; the first speaks for all where the event is counted.</param>
/// <param name="Event">The event.</param>
/// <param name="Filing">Under whom.</param>
/// <param name="Redacted">Personal data removed.</param>
/// <param name="NeedsPrices">An order worth what its lines cost, which are not all priced yet.</param>
/// <param name="OwnMessageId">The sender gave the message id, so that repeats can be known.</param>
/// <param name="Unclamped">When it happened before its time was clamped, by which the runaway rule counts.</param>
internal readonly record struct MappedEvent(
    int Index, int Turn, VisitorEvent Event, Filing Filing, int Redacted, bool NeedsPrices, bool OwnMessageId, Instant Unclamped);
