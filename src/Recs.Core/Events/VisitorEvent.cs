using System.Collections.Immutable;

namespace Recs.Core.Events;

/// <summary>
/// What a log record says. A closed set: every case is sealed and in this file's folder, and a test walks all of them
/// through every switch over this type.
/// </summary>
public abstract record VisitorEvent(EventHeader Header)
{
    /// <summary>A visitor's own doing, which starts or extends a session; a refund or a merge is not.</summary>
    public virtual bool IsVisit => true;
}

/// <param name="Path">The path of the page, cleaned of personal data and unknown parameters.</param>
public sealed record PageViewed(EventHeader Header, string Path) : VisitorEvent(Header)
{
    public string? Title { get; init; }

    public string? Referrer { get; init; }
}

/// <param name="Engaged">Visible and focused time since the last such event of the page view; at most a minute.</param>
/// <param name="Category">The category of the page's product, where it has one.</param>
public sealed record PageEngaged(EventHeader Header, TimeSpan Engaged, string? Category) : VisitorEvent(Header)
{
    /// <summary>The product whose page it is, if it is one.</summary>
    public ItemLine? Item { get; init; }
}

public sealed record ContentViewed(EventHeader Header, ContentForm Form) : VisitorEvent(Header);

public sealed record ProductViewed(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

public sealed record ProductListViewed(EventHeader Header, string? ListId, string? Category, ImmutableArray<ItemLine> Items) : VisitorEvent(Header);

public sealed record ProductClicked(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

public sealed record ProductsSearched(EventHeader Header, string Query) : VisitorEvent(Header);

public sealed record WishlistAdded(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

public sealed record WishlistRemoved(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

public sealed record CartAdded(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

/// <summary>So many of a product leave the cart; <see cref="ItemLine.Quantity"/> of <see cref="int.MaxValue"/> means all of them.</summary>
public sealed record CartRemoved(EventHeader Header, ItemLine Item) : VisitorEvent(Header);

public sealed record CheckoutStarted(EventHeader Header, string? OrderId, ImmutableArray<ItemLine> Items) : VisitorEvent(Header);

/// <param name="OrderId">The shop's order id; counts once per visitor, for good.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">What the customer pays: <c>total</c>, else revenue + tax + shipping, else Σ price × quantity.</param>
/// <param name="Items">What was ordered; at least empty.</param>
public sealed record OrderCompleted(EventHeader Header, string OrderId, string Currency, decimal Total, ImmutableArray<ItemLine> Items) : VisitorEvent(Header)
{
    /// <summary>The stated total and the lines differ by more than 1 %.</summary>
    public bool Mismatch { get; init; }
}

/// <param name="OrderId">The order that is refunded; null only from an importer, for what no earlier purchase answers for.</param>
/// <param name="Amount">What goes back; null: all that is left of the order. Negative only where an importer corrects an allotment.</param>
public sealed record OrderRefunded(EventHeader Header, string? OrderId, string? Currency, decimal? Amount, ImmutableArray<ItemLine> Items) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

public sealed record SignedUp(EventHeader Header, string? Method) : VisitorEvent(Header);

/// <param name="UserId">Who the visitor is, or claims to be.</param>
/// <param name="Proven">Sent with the secret key, or with a valid token.</param>
/// <param name="Traits">What is known of the person.</param>
public sealed record Identified(EventHeader Header, string UserId, bool Proven, ImmutableArray<Trait> Traits) : VisitorEvent(Header);

/// <summary>The owner of an anonymous id hands its visitor over to the owner of a user id. Inside the log only.</summary>
/// <param name="MergeId">The same for every delivery of the same handing over.</param>
/// <param name="Alias">The anonymous id that becomes an alias.</param>
/// <param name="State">The state as stored; empty where only the alias moves.</param>
/// <param name="Orders">The orders beside it, as stored.</param>
public sealed record Merged(EventHeader Header, ulong MergeId, VisitorId Alias, ImmutableArray<byte> State, ImmutableArray<ImmutableArray<byte>> Orders) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>An alias now belongs to another user; the past stays. Inside the log only.</summary>
public sealed record AliasReleased(EventHeader Header, VisitorId Alias) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>Time passes in a quiet partition. Inside the log only.</summary>
public sealed record Tick(EventHeader Header) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>The site's options from here on. Inside the log only.</summary>
public sealed record OptionsChanged(EventHeader Header, string OptionsJson) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}
