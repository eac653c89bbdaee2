namespace Recs.Core.Events;

/// <summary>Purposes that a visitor expressly allows. The values are stored.</summary>
[Flags]
public enum AllowedPurposes : byte
{
    None = 0,

    /// <summary>To be measured.</summary>
    Analytics = 1,

    /// <summary>To be recognised.</summary>
    Personalisation = 2,
}
