using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Compares two states byte by byte in everything but decayed weights, which may differ by 1e-6.</summary>
internal static class StateComparer
{
    private const double Tolerance = 1e-6;

    private static readonly string[] Weighted = ["categories", "brands", "priceBands", "channels", "contentForms", "hours"];

    /// <summary>The names of the parts that differ, and the orders where they do.</summary>
    public static IReadOnlyList<string> Differences(Side a, Side b)
    {
        var (left, right) = (a.State, b.State);
        List<string> found = [.. VisitorStateFields.Differing(left, right).Except(Weighted)];
        Add("categories", Same(left.Categories, right.Categories));
        Add("brands", Same(left.Brands, right.Brands));
        Add("priceBands", Same(left.PriceBands, right.PriceBands));
        Add("channels", Same(left.Channels, right.Channels));
        Add("contentForms", Same(left.ContentForms, right.ContentForms));
        Add("hours", Same(left.Hours, right.Hours));
        Add("orders", Bytes(a.Orders).SequenceEqual(Bytes(b.Orders)));
        return found;

        void Add(string part, bool same)
        {
            if (!same) found.Add(part);
        }
    }

    public static bool Close(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static bool Same(AffinityTable a, AffinityTable b) =>
        a.Entries.Count == b.Entries.Count && a.Entries.Append(a.Other).Zip(b.Entries.Append(b.Other)).All(p => Same(p.First, p.Second));

    private static bool Same(Affinity a, Affinity b) =>
        (a.Key, a.Bought, a.DwellMilliseconds) == (b.Key, b.Bought, b.DwellMilliseconds) && Close(a.Weight, b.Weight);

    private static bool Same(PriceBands a, PriceBands b) =>
        a.ByCategory.Count == b.ByCategory.Count && a.ByCategory.Zip(b.ByCategory).All(p => p.First.Key == p.Second.Key && Same(p.First.Value, p.Second.Value));

    private static bool Same(PriceSums a, PriceSums b) =>
        a.Count == b.Count && Close(a.Weight, b.Weight) && Close(a.LogPrice, b.LogPrice) && Close(a.LogPriceSquared, b.LogPriceSquared);

    private static bool Same(DecayedShares a, DecayedShares b) =>
        a.Weights.Count == b.Weights.Count && a.Weights.Zip(b.Weights).All(p => p.First.Key == p.Second.Key && Close(p.First.Value, p.Second.Value));

    private static IEnumerable<string> Bytes(OrderBook orders) => orders.Entries.Select(o => $"{o.Key} {Convert.ToHexString(o.Value.Encode())}");
}
