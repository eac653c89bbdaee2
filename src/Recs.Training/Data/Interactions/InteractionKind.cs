namespace Recs.Training.Data.Interactions;

/// <summary>What a visitor did with a product, in the order of what it says of the liking.</summary>
public enum InteractionKind : byte
{
    /// <summary>Its page was looked at, or it was clicked in a list.</summary>
    View,

    /// <summary>It went to the favourites, or was shared.</summary>
    Favourite,

    /// <summary>It went into the cart.</summary>
    Cart,

    /// <summary>It was ordered.</summary>
    Purchase,
}
