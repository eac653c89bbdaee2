using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>What happened in the shop, as the importer tells it. The message id is the same in every import of the same data.</summary>
/// <param name="MessageId">The identity of the event.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Customer">Whose doing; null: unknown.</param>
public abstract record ShopEvent(string MessageId, Instant Time, string? Customer);

/// <summary>A customer is heard of for the first time.</summary>
public sealed record CustomerSeen(string MessageId, Instant Time, string Customer, string Country) : ShopEvent(MessageId, Time, Customer);

/// <summary>An invoice.</summary>
/// <param name="OrderId">The invoice number.</param>
/// <param name="Total">Σ quantity × price, exact.</param>
public sealed record OrderPlaced(string MessageId, Instant Time, string? Customer, string OrderId, decimal Total, IReadOnlyList<ShopLine> Lines)
    : ShopEvent(MessageId, Time, Customer);

/// <summary>Part of a cancellation: what falls to one order, or what falls to none.</summary>
/// <param name="OrderId">The order that answers for it; null: the rest.</param>
/// <param name="Amount">What goes back. The rest may be negative, where the cancelled price was below the order's.</param>
/// <param name="Lines">The returned products at the order's price; for the rest, those no order answers for, at the cancelled price.</param>
public sealed record GoodsReturned(string MessageId, Instant Time, string? Customer, string? OrderId, decimal Amount, IReadOnlyList<ShopLine> Lines)
    : ShopEvent(MessageId, Time, Customer);

/// <summary>A product in an order or a return.</summary>
/// <param name="Item">The upper-cased stock code.</param>
/// <param name="Price">Of one.</param>
/// <param name="Quantity">At least 1.</param>
public readonly record struct ShopLine(string Item, decimal Price, int Quantity)
{
    public decimal Amount => Price * Quantity;
}
