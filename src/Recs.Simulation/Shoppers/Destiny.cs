namespace Recs.Simulation.Shoppers;

/// <summary>How far a shopper comes.</summary>
public enum Destiny
{
    /// <summary>One visit, never seen again.</summary>
    PassesBy,

    /// <summary>Comes back, and stays unknown.</summary>
    Returns,

    /// <summary>Signs up, and buys nothing.</summary>
    SignsUp,

    /// <summary>Buys without an account.</summary>
    BuysAsGuest,

    /// <summary>Signs up and buys once or twice.</summary>
    Buys,

    /// <summary>Signs up, buys once and sends all of it back.</summary>
    SendsBack,

    /// <summary>Keeps buying to the end.</summary>
    StaysLoyal,

    /// <summary>Keeps buying for a while, then never comes again.</summary>
    Leaves,
}
