namespace Recs.Core.Visitors;

/// <summary>A visitor the state's own has to do with as a friend: named by it, or naming it.</summary>
/// <param name="Key">The hash of the friend's visitor id.</param>
/// <param name="Own">What the state's visitor says.</param>
/// <param name="Theirs">What the other says.</param>
/// <param name="Unclaimed">The friend's id for as long as the friend has not been told what this visitor says; null: told.</param>
public readonly record struct Friend(ulong Key, Naming Own, Naming Theirs, string? Unclaimed)
{
    /// <summary>Since when both have named each other; null: they do not.</summary>
    public Instant? LinkedSince => Own.Linked && Theirs.Linked ? Instant.Max(Own.Time, Theirs.Time) : null;

    internal Instant Newest => Instant.Max(Own.Time, Theirs.Time);

    internal Friend Join(Friend other) =>
        new(Key, Naming.Later(Own, other.Own), Naming.Later(Theirs, other.Theirs), Unclaimed ?? other.Unclaimed);
}

/// <summary>What one says of the other, and when it was said. The later counts; of two at one time the taking back.</summary>
/// <param name="Time">Event time; <see cref="Instant.MinValue"/>: nothing was said.</param>
/// <param name="Linked">Named a friend; else taken back.</param>
public readonly record struct Naming(Instant Time, bool Linked)
{
    public static readonly Naming None = new(Instant.MinValue, false);

    public static Naming Later(Naming a, Naming b)
    {
        var c = a.Time.CompareTo(b.Time);
        if (c == 0) return a.Linked ? b : a;
        return c > 0 ? a : b;
    }
}
