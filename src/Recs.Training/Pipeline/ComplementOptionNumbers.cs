using Recs.Training.Models.Complements;

namespace Recs.Training.Pipeline;

/// <summary>The options of complements as a manifest keeps them, and back.</summary>
internal static class ComplementOptionNumbers
{
    public static IReadOnlyDictionary<string, double> Of(ComplementOptions o) => new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["across"] = o.Across,
        ["dayExponent"] = o.DayExponent,
        ["lineExponent"] = o.LineExponent,
        ["lengthExponent"] = o.LengthExponent,
        ["halfLife"] = o.HalfLife,
        ["fromExponent"] = o.FromExponent,
        ["toExponent"] = o.ToExponent,
        ["shrink"] = o.Shrink,
        ["support"] = o.Support,
        ["secondHop"] = o.SecondHop,
        ["window"] = o.Window,
        ["neighbours"] = o.Neighbours,
    };

    /// <summary>What is not named keeps its default.</summary>
    public static ComplementOptions From(IReadOnlyDictionary<string, double> numbers)
    {
        var usual = new ComplementOptions();
        double Or(string name, double otherwise) => numbers.TryGetValue(name, out var value) ? value : otherwise;
        return new ComplementOptions
        {
            Across = Or("across", usual.Across),
            DayExponent = Or("dayExponent", usual.DayExponent),
            LineExponent = Or("lineExponent", usual.LineExponent),
            LengthExponent = Or("lengthExponent", usual.LengthExponent),
            HalfLife = Or("halfLife", usual.HalfLife),
            FromExponent = Or("fromExponent", usual.FromExponent),
            ToExponent = Or("toExponent", usual.ToExponent),
            Shrink = Or("shrink", usual.Shrink),
            Support = (int)Or("support", usual.Support),
            SecondHop = Or("secondHop", usual.SecondHop),
            Window = (int)Or("window", usual.Window),
            Neighbours = (int)Or("neighbours", usual.Neighbours),
        };
    }
}
