namespace Recs.Core.Events;

/// <summary>What a visitor uses. All that is kept of a user agent. The numbers are stored.</summary>
public enum DeviceClass : byte
{
    Unknown = 0,
    Pc = 1,
    Mobile = 2,
    Tablet = 3,
    App = 4,
}
