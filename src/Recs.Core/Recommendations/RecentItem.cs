namespace Recs.Core.Recommendations;

/// <summary>Something done lately, told with the request because no state may remember it.</summary>
/// <param name="Item">The product.</param>
/// <param name="Deed">What was done with it.</param>
public readonly record struct RecentItem(ItemId Item, RecentDeed Deed)
{
    /// <summary>A product as requests tell it: its id, and behind a colon what was done with it, a view unless told. Ids may hold colons, so what follows one counts only if it is a deed.</summary>
    public static RecentItem Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && RecentDeeds.TryParse(text.AsSpan(colon + 1), out var deed)
            ? new RecentItem(new ItemId(text[..colon]), deed)
            : new RecentItem(new ItemId(text), RecentDeed.View);
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Item.Value}:{RecentDeeds.AllNames[(int)Deed]}";
}

/// <summary>What was done with a product.</summary>
public enum RecentDeed
{
    View,
    Click,
    Wishlist,
    Cart,
    Order,
}

/// <summary>The public names of the deeds.</summary>
public static class RecentDeeds
{
    private static readonly string[] Names = ["view", "click", "wishlist", "cart", "order"];

    public static IReadOnlyList<string> AllNames => Names;

    public static bool TryParse(ReadOnlySpan<char> name, out RecentDeed deed)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            deed = (RecentDeed)i;
            if (name.SequenceEqual(Names[i])) return true;
        }

        deed = default;
        return false;
    }
}
