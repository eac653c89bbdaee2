using Recs.Simulation.Shops;

namespace Recs.Simulation.Events;

/// <summary>What a shopper, or the shop for them, does. A closed set: every case is sealed and in this file.</summary>
public abstract record Deed;

/// <param name="Path">The address within the shop.</param>
/// <param name="Title">The page's title.</param>
public sealed record PageSeen(string Path, string Title) : Deed;

/// <param name="Product">Whose page it is.</param>
/// <param name="Milliseconds">Visible and focused.</param>
public sealed record PageRead(Product Product, int Milliseconds) : Deed;

/// <param name="Form">text, image, video or email.</param>
public sealed record ContentSeen(string Form) : Deed;

/// <param name="Kind">The category.</param>
/// <param name="Products">From the top.</param>
public sealed record ListSeen(ProductKind Kind, IReadOnlyList<Product> Products) : Deed;

/// <param name="Product">What was clicked in a list of the shop.</param>
/// <param name="Position">Its place in the list, from 1.</param>
public sealed record ListClicked(Product Product, int Position) : Deed;

public sealed record Searched(string Query) : Deed;

public sealed record ProductSeen(Product Product) : Deed;

public sealed record Favoured(Product Product) : Deed;

public sealed record Shared(Product Product, string Channel) : Deed;

public sealed record PutIntoCart(Product Product, int Quantity) : Deed;

public sealed record CheckedOut(IReadOnlyList<OrderLine> Lines) : Deed;

public sealed record Ordered(string OrderId, IReadOnlyList<OrderLine> Lines) : Deed
{
    public decimal Total => Lines.Sum(l => l.Amount);
}

/// <param name="OrderId">The order.</param>
/// <param name="Lines">What is sent back of it.</param>
public sealed record SentBack(string OrderId, IReadOnlyList<OrderLine> Lines) : Deed
{
    public decimal Amount => Lines.Sum(l => l.Amount);
}

/// <summary>The device tells whose it is.</summary>
/// <param name="Age">In years.</param>
/// <param name="Gender">A word.</param>
/// <param name="Region">A part of the country.</param>
public sealed record Identified(int Age, string Gender, string Region) : Deed;

public sealed record SignedUp : Deed;

public sealed record SignedIn : Deed;

public sealed record Befriended(string FriendId) : Deed;

public sealed record NewsletterSent(string Id) : Deed;

public sealed record NewsletterOpened(string Id) : Deed;

/// <param name="ListId">The list, as the recommender named it.</param>
/// <param name="ProductIds">What was visible, from the top.</param>
public sealed record RecommendationsSeen(string ListId, IReadOnlyList<string> ProductIds) : Deed;

/// <param name="ListId">The list, as the recommender named it.</param>
/// <param name="ProductId">What was clicked.</param>
/// <param name="Position">Its place in the list, from 1.</param>
public sealed record RecommendationClicked(string ListId, string ProductId, int Position) : Deed;

/// <param name="Product">What.</param>
/// <param name="Quantity">How many.</param>
public sealed record OrderLine(Product Product, int Quantity)
{
    public decimal Amount => Product.Price * Quantity;
}
