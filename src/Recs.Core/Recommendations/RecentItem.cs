namespace Recs.Core.Recommendations;

/// <summary>Something done lately, told with the request because no state may remember it.</summary>
/// <param name="Item">The product.</param>
/// <param name="Deed">What was done with it.</param>
public readonly record struct RecentItem(ItemId Item, RecentDeed Deed);

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
