using Recs.Collector.Identity;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>An event as far as its own text tells; catalogue and aliases are still to come.</summary>
/// <param name="Index">Its place in the request.</param>
/// <param name="Event">The event.</param>
/// <param name="Filing">Under whom.</param>
/// <param name="Redacted">Personal data removed.</param>
/// <param name="NeedsPrices">An order worth what its lines cost, which are not all priced yet.</param>
/// <param name="OwnMessageId">The sender gave the message id, so that repeats can be known.</param>
/// <param name="Unclamped">When it happened before its time was clamped, by which the runaway rule counts.</param>
internal readonly record struct MappedEvent(int Index, VisitorEvent Event, Filing Filing, int Redacted, bool NeedsPrices, bool OwnMessageId, Instant Unclamped);
