namespace Recs.Models.Readiness;

/// <summary>
/// From which share of cases on a check says what. Below <see cref="LeastBroken"/> cases nothing is called broken: one event of one is all of them,
/// and says nothing.
/// </summary>
/// <param name="Look">Above this share somebody should look at it.</param>
/// <param name="Broken">Above this share what Recs makes of the data cannot be relied on.</param>
internal readonly record struct CheckThresholds(double Look, double Broken)
{
    public const int LeastBroken = 10;

    /// <summary>Their outcome earns no list anything, and the list that did is not known.</summary>
    public static readonly CheckThresholds OrphanClicks = new(0.02, 0.2);

    /// <summary>What the catalogue does not have is never recommended; some products go out of it every day.</summary>
    public static readonly CheckThresholds UnknownItems = new(0.01, 0.2);

    /// <summary>Some devices' clocks are always wrong; many are a fault in the sender.</summary>
    public static readonly CheckThresholds ClampedTimes = new(0.01, 0.1);

    /// <summary>Repetitions after a lost answer are in order, and change nothing.</summary>
    public static readonly CheckThresholds Duplicates = new(0.05, 0.5);

    /// <summary>Crawlers are a good part of the web; a shop of nearly nothing else marks its visitors wrongly.</summary>
    public static readonly CheckThresholds Bots = new(0.3, 0.8);

    /// <summary>Money is counted by the stated total.</summary>
    public static readonly CheckThresholds OrderTotals = new(0.01, 0.1);

    /// <summary>Up-sell and price bands rest on prices, fallbacks and affinities on categories.</summary>
    public static readonly CheckThresholds Lacking = new(0.05, 0.5);

    public ReadinessVerdict Of(long count, long of)
    {
        var share = of == 0 ? 0 : (double)count / of;
        if (share > Broken && count >= LeastBroken) return ReadinessVerdict.Broken;
        return share > Look ? ReadinessVerdict.LookAtIt : ReadinessVerdict.Ok;
    }
}
