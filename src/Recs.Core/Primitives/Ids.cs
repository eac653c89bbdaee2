namespace Recs.Core;

/// <summary>One shop: keys, models, catalogue and visitors belong to it.</summary>
public readonly record struct SiteId(string Value)
{
    /// <summary>The site of a set-up with a single shop.</summary>
    public static readonly SiteId Default = new("default");

    public override string ToString() => Value;
}

/// <summary>
/// The canonical person of a site: the user id once proven, else the anonymous id. What names no person, or may not, has a
/// subject of its own, so that it counts without creating a visitor.
/// </summary>
public readonly record struct VisitorId(string Value)
{
    /// <summary>The longest visitor id in UTF-8 bytes.</summary>
    public const int MaxBytes = 128;

    // Control characters are refused at the edge, so no sender can name these subjects.
    private const string AnonymousOrderPrefix = "\u0001order:";
    private const string AnonymousEventPrefix = "\u0001event:";

    /// <summary>The subject of records that concern a whole partition (ticks, options).</summary>
    public static readonly VisitorId None = new("");

    /// <summary>The subject under which an order without any person is kept.</summary>
    public static VisitorId ForAnonymousOrder(string orderId) => new(AnonymousOrderPrefix + orderId);

    /// <summary>The subject under which any other event without a person is kept; spread by message id over the partitions.</summary>
    public static VisitorId ForAnonymousEvent(string messageId) => new(AnonymousEventPrefix + messageId);

    /// <summary>The subject of an erasure: the visitor whose id has this hash, without the id.</summary>
    public static VisitorId ForErased(ulong hash) => new(ErasedName.Of(hash));

    public bool IsNone => Value.Length == 0;

    /// <summary>The subject of an erasure; <see cref="ErasedName.HashOf"/> gives the hash.</summary>
    public bool IsErasure => ErasedName.Is(Value);

    public bool IsAnonymousOrder => Value.StartsWith(AnonymousOrderPrefix, StringComparison.Ordinal);

    public bool IsAnonymousEvent => Value.StartsWith(AnonymousEventPrefix, StringComparison.Ordinal);

    public override string ToString() => Value;
}

/// <summary>A product of a site's catalogue, or one only seen in events.</summary>
public readonly record struct ItemId(string Value)
{
    /// <summary>The longest item id in UTF-8 bytes.</summary>
    public const int MaxBytes = 64;

    /// <summary>How states and counters refer to the item.</summary>
    public ulong Hash => Hash64.Of(Value);

    public override string ToString() => Value;
}

/// <summary>A visitor of a site: the unit of ownership, of storage and of ordering.</summary>
public readonly record struct VisitorKey(SiteId Site, VisitorId Visitor);
