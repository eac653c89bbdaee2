using Recs.Core;

namespace Recs.Collector.Identity;

/// <summary>Under whom an event is filed.</summary>
/// <param name="Visitor">The visitor as far as the event alone tells.</param>
/// <param name="Resolve">The visitor is an anonymous id that may by now be an alias of a user.</param>
/// <param name="Device">The device's anonymous id, where the event names one.</param>
/// <param name="Claim">A user id without proof.</param>
/// <param name="OfUser">The visitor is a user that the secret key or a user token vouches for.</param>
internal readonly record struct Filing(VisitorId Visitor, bool Resolve, string? Device, string? Claim, bool OfUser = false)
{
    /// <summary>The user id is proven.</summary>
    public bool Proven { get; init; }

    /// <summary>The visitor does not allow that the event is kept.</summary>
    public bool Withheld { get; init; }

    /// <summary>What the browser calls itself, or is called by: whom the runaway rule watches. Null: nobody.</summary>
    public string? PublicId => Device ?? (OfUser ? Visitor.Value : null);
}
