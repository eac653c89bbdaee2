using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>A customer when first heard of.</summary>
/// <param name="Id">Digits.</param>
/// <param name="FirstSeen">The time of the first line, whether it counts or not.</param>
/// <param name="Country">Of that line.</param>
public sealed record RetailCustomer(string Id, Instant FirstSeen, string Country);
