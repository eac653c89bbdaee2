namespace Recs.Core.Events;

/// <summary>A product in a list of recommendations.</summary>
/// <param name="Item">The product.</param>
/// <param name="Position">Its place, from 1; 0: not said.</param>
public sealed record ListedItem(ItemId Item, int Position);
