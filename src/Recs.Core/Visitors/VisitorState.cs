namespace Recs.Core.Visitors;

/// <summary>
/// All that is known of one visitor: a fold of the visitor's records. One owner changes it, through
/// <see cref="VisitorGrain"/>; everything else reads copies made from stored bytes.
/// </summary>
public sealed class VisitorState
{
    /// <summary>The user this anonymous visitor was handed over to; the rest is then empty.</summary>
    public VisitorId? HandedOverTo { get; set; }

    /// <summary>
    /// The user this anonymous visitor goes to next: until <see cref="HandedOverTo"/> has handed over what it knows, records
    /// still take the way through it. Null: none.
    /// </summary>
    public VisitorId? Successor { get; set; }

    /// <summary>The first event's time; the earlier when merged.</summary>
    public Instant FirstSeen { get; set; } = Instant.MaxValue;

    /// <summary>Visitor time: the running maximum of event times. Activity counts from here.</summary>
    public Instant LastSeen { get; set; } = Instant.MinValue;

    /// <summary>Signed up or identified, proven or not.</summary>
    public bool Registered { get; set; }

    /// <summary>A proven user.</summary>
    public bool Identified { get; set; }

    /// <summary>A user id that came without proof, and when; the later counts.</summary>
    public (Stamp Stamp, string UserId)? Claim { get; set; }

    public LifecycleStage Stage { get; set; }

    public Activity Activity { get; set; }

    /// <summary>
    /// When something changes by itself, by the options in force when the visitor was last touched; null: never. Kept, not
    /// worked out anew, so that changed options move no timer that runs already and batches change nothing.
    /// </summary>
    public Instant? NextDue { get; set; }

    public VisitTotals Visits { get; set; } = new();

    public long Pages { get; set; }

    public RecentPages RecentPages { get; set; } = new();

    public long DwellMilliseconds { get; set; }

    public PageDwell PageDwell { get; set; } = PageDwell.None;

    public long ProductViews { get; set; }

    public RecentMap RecentProducts { get; set; } = new(VisitorLimits.RecentProducts);

    public Favourites Favourites { get; set; } = new();

    public Cart Cart { get; set; } = new();

    /// <summary>Orders placed, those refunded in full among them.</summary>
    public long OrdersPlaced { get; set; }

    public Spending Spending { get; set; } = new();

    public LastPurchase? LastPurchase { get; set; }

    /// <summary>The reference all decayed weights of this state stand under.</summary>
    public Decay Decay { get; set; }

    public AffinityTable Categories { get; set; } = new(VisitorLimits.Categories);

    public AffinityTable Brands { get; set; } = new(VisitorLimits.Brands);

    public PriceBands PriceBands { get; set; } = new();

    /// <summary>By <see cref="Events.DeviceClass"/>.</summary>
    public DecayedShares Channels { get; set; } = new();

    /// <summary>By <see cref="Events.ContentForm"/>.</summary>
    public DecayedShares ContentForms { get; set; } = new();

    /// <summary>By hour of the week, 0 = Monday 00:00 to 01:00, in the visitor's own time zone.</summary>
    public DecayedShares Hours { get; set; } = new();

    public TraitSet Traits { get; set; } = new();

    public AliasSet Aliases { get; set; } = new();

    public MessageWindow Messages { get; set; } = new();

    /// <summary>Merges that have been taken in, by merge id: one that comes again changes nothing.</summary>
    public RecentMap Merges { get; set; } = new(VisitorLimits.Merges);

    public FriendSet Friends { get; set; } = new();

    public Promotions Promotions { get; set; } = new();

    public ListsSeen ListsSeen { get; set; } = new();

    public SearchTerms Searches { get; set; } = new();

    public ConsentChoices Consent { get; set; }

    /// <summary>
    /// Others have named this visitor, who has never come: kept so that nothing is lost, but no visitor yet, for nobody who
    /// counts or shows visitors.
    /// </summary>
    public bool IsDormant => LastSeen == Instant.MinValue && HandedOverTo is null;

    /// <summary>The user whose id this is an alias of, whichever way records take; null: it is nobody's.</summary>
    public VisitorId? BelongsTo => Successor ?? HandedOverTo;

    /// <summary>Friends linked by both, which only users can be.</summary>
    public IEnumerable<Friend> LinkedFriends => Identified ? Friends.All.Where(f => f.LinkedSince is not null) : [];

    /// <summary>Mean and last gap between visits, pages per view and such are derived; this is derived most often.</summary>
    public TimeSpan? Rhythm => Visits.Sessions >= 3 ? Visits.MeanGap : null;

    /// <summary>Leaves of an erased visitor's id only the hash, wherever the state names it.</summary>
    /// <param name="name">The erased name (<see cref="ErasedName"/>).</param>
    /// <returns>Whether it did.</returns>
    public bool Forget(string name)
    {
        var forgot = Aliases.Forget(name) | Friends.ForgetId(name);
        if (Claim is not { } claim || claim.UserId == name || ErasedName.Of(claim.UserId) != name) return forgot;
        Claim = (claim.Stamp, name);
        return true;
    }
}
