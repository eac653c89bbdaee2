using Recs.Collector.Identity;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>A record of an event as far as the event's own text tells; catalogue and aliases are still to come.</summary>
/// <param name="Index">The event's place in the request; records of one event follow each other.</param>
/// <param name="Event">The event.</param>
/// <param name="Filing">Under whom.</param>
/// <param name="Redacted">Personal data removed.</param>
/// <param name="NeedsPrices">An order worth what its lines cost, which are not all priced yet.</param>
/// <param name="OwnMessageId">The sender gave the message id, so that repeats can be known.</param>
internal readonly record struct MappedEvent(int Index, VisitorEvent Event, Filing Filing, int Redacted, bool NeedsPrices, bool OwnMessageId);
