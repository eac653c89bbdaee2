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

/// <param name="UserId">Who the visitor is, or claims to be; empty where only traits are told.</param>
/// <param name="Proven">Sent with the secret key, or with a valid token.</param>
/// <param name="Traits">What is known of the person.</param>
public sealed record Identified(EventHeader Header, string UserId, bool Proven, ImmutableArray<Trait> Traits) : VisitorEvent(Header);

public sealed record SignedIn(EventHeader Header, string? Method) : VisitorEvent(Header);

/// <summary>A list of recommendations was visible.</summary>
/// <param name="ListId">The list's id, as the answer gave it.</param>
/// <param name="Placement">The place on the page: the list's own where the collector knew it, else as the sender said; null: not said.</param>
/// <param name="Items">What was visible of it; may be empty, where the sender says only that the list was.</param>
public sealed record RecommendationViewed(EventHeader Header, string ListId, string? Placement, ImmutableArray<ListedItem> Items) : VisitorEvent(Header);

/// <param name="ListId">The list's id, as the answer gave it.</param>
/// <param name="Placement">The place on the page: the list's own where the collector knew it, else as the sender said; null: not said.</param>
/// <param name="Position">Where in the list it stood, from 1; 0: not said.</param>
public sealed record RecommendationClicked(EventHeader Header, string ListId, string? Placement, ItemLine Item, int Position) : VisitorEvent(Header);

/// <param name="Channel">By what it was shared (mail, chat, …); null: not said.</param>
public sealed record ProductShared(EventHeader Header, ItemLine Item, string? Channel) : VisitorEvent(Header);

/// <summary>The visitor names a friend. A friendship counts once both have named each other.</summary>
/// <param name="FriendId">The friend's id in this shop.</param>
public sealed record FriendLinked(EventHeader Header, string FriendId) : VisitorEvent(Header);

/// <summary>The visitor takes a friendship back, for both.</summary>
public sealed record FriendUnlinked(EventHeader Header, string FriendId) : VisitorEvent(Header);

/// <summary>The shop showed or sent a promotion. No visit: it is the shop's doing.</summary>
/// <param name="CampaignId">The shop's id of the campaign or promotion.</param>
/// <param name="Channel">By what (email, push, onsite, …); null: not said.</param>
public sealed record CampaignContacted(EventHeader Header, string CampaignId, string? Channel) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>The visitor opened what the campaign sent. No visit yet.</summary>
public sealed record CampaignOpened(EventHeader Header, string CampaignId, string? Channel) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>The visitor answered the campaign, which led to the shop.</summary>
public sealed record CampaignClicked(EventHeader Header, string CampaignId, string? Channel) : VisitorEvent(Header);

/// <summary>What the visitor allows from here on; null: as before.</summary>
public sealed record ConsentChanged(EventHeader Header, bool? Analytics, bool? Personalisation, bool? Marketing) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>The owner of an anonymous id hands its visitor over to the owner of a user id. Inside the log only.</summary>
/// <param name="MergeId">The same for every delivery of the same handing over.</param>
/// <param name="Alias">The anonymous id that becomes an alias.</param>
/// <param name="State">The state as stored; empty where only the alias moves.</param>
/// <param name="Orders">The orders beside it, as stored.</param>
public sealed record Merged(EventHeader Header, ulong MergeId, VisitorId Alias, ImmutableArray<byte> State, ImmutableArray<ImmutableArray<byte>> Orders) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>
/// An alias now belongs to another user; the past stays. The user who had it hands on to the other what repeats are recognised
/// by, and tells the alias that the way is free. Inside the log only.
/// </summary>
/// <param name="Alias">The anonymous id; that of the visitor itself where the way is free.</param>
public sealed record AliasReleased(EventHeader Header, VisitorId Alias) : VisitorEvent(Header)
{
    /// <summary>The user who has it from now on; null: it was nobody's device, but is a user's own id. Null too in records written before there was this field.</summary>
    public VisitorId? To { get; init; }

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

/// <summary>
/// A visitor goes: state, orders, timers. Filed under the hash of the id (<see cref="VisitorId.ForErased"/>) in the id's own
/// partition; what still arrives under the id is refused for a while. Filed under another visitor it takes back that visitor's
/// claim to the id, whose erased name is in the header. Inside the log only.
/// </summary>
/// <param name="Receipt">The erasure it belongs to; the same in every partition it reaches.</param>
public sealed record Erased(EventHeader Header, string Receipt) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>Another visitor has named this one as a friend, or takes that back. From owner to owner, inside the log only.</summary>
/// <param name="Friend">The hash of the other's visitor id.</param>
/// <param name="Linked">Whether the other now names this visitor.</param>
public sealed record FriendClaimed(EventHeader Header, ulong Friend, bool Linked) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}

/// <summary>A record of which only place, site and time are left, because its visitor was erased. Changes nothing. Inside the log only.</summary>
public sealed record Blank(EventHeader Header) : VisitorEvent(Header)
{
    public override bool IsVisit => false;
}
