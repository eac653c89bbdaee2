using System.Text.Json.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The stage of the online customer life cycle. The highest that applies; the numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LifecycleStage>))]
public enum LifecycleStage : byte
{
    /// <summary>One session, not registered, no net order.</summary>
    FirstVisit = 0,

    /// <summary>Two sessions or more, not registered, no net order.</summary>
    ReturnVisit = 1,

    /// <summary>Registered or identified, no net order.</summary>
    Prospect = 2,

    /// <summary>One net order or more.</summary>
    Customer = 3,

    /// <summary>Keeps buying, in the customer's own rhythm.</summary>
    LoyalCustomer = 4,
}

/// <summary>How long a visitor has been away, by the visitor's own rhythm. The numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Activity>))]
public enum Activity : byte
{
    Active = 0,
    CoolingDown = 1,
    AtRisk = 2,
    Lapsed = 3,
}
