namespace Recs.Core.Visitors;

/// <summary>What becomes of an event under what its visitor has refused.</summary>
public enum Refusal
{
    /// <summary>Nothing was refused, or has been allowed again.</summary>
    None,

    /// <summary>The visitor is not to be recognised: the event counts for the shop and belongs to nobody.</summary>
    Nobodys,

    /// <summary>It counts nowhere.</summary>
    Withheld,
}
