using Recs.Core;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Learning;

/// <summary>Hears what a log teaches.</summary>
public interface IInteractionSink
{
    /// <summary>A visitor has turned out to be another: a device whose user signed in. What comes later for one alias holds.</summary>
    void Alias(VisitorId alias, VisitorId visitor);

    /// <summary>A visitor, by the hash of the id, changes what may be done from then on; null: as before.</summary>
    void Consent(ulong visitor, Instant time, bool? analytics, bool? personalisation);

    /// <summary>Somebody did something with a product.</summary>
    void Add(in TaughtInteraction interaction);
}

/// <param name="Visitor">Whom the record is filed under; the subject of an order of nobody is one of its own.</param>
/// <param name="VisitorHash">The hash of the visitor's id.</param>
/// <param name="Item">The product.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Time">When.</param>
/// <param name="OrderId">Of a purchase the order; else null.</param>
/// <param name="Line">Of a purchase its place in the order, from 0.</param>
/// <param name="Allows">What the event expressly allows.</param>
public readonly record struct TaughtInteraction(VisitorId Visitor, ulong VisitorHash, ItemId Item, InteractionKind Kind, Instant Time, string? OrderId, int Line, Purposes Allows);
