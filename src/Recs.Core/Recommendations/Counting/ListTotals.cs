using Recs.Core.Recommendations.Lists;
using Recs.Core.Serialization;

namespace Recs.Core.Recommendations.Counting;

/// <summary>
/// What came of the lists of a site in one day (UTC, by event time), by form and placement. Bounded: placements come from
/// browsers, so after <see cref="Most"/> pairs further placements of a form count together as <see cref="OtherPlacements"/>.
/// </summary>
public sealed class ListTotals
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    /// <summary>Pairs of form and placement kept apart.</summary>
    public const int Most = 128;

    /// <summary>Stands for the placements beyond <see cref="Most"/>.</summary>
    public const ulong OtherPlacements = ulong.MaxValue;

    private readonly SortedDictionary<(byte Form, ulong Placement), ListSums> _sums = [];

    /// <summary>By form (as <see cref="ListIds.NumberOf"/> gives it) and the hash of the placement (0: not said).</summary>
    public IReadOnlyDictionary<(byte Form, ulong Placement), ListSums> Sums => _sums;

    /// <summary>The key of the day of a time: days since 1970.</summary>
    public static ulong DayOf(Instant time) => (ulong)Math.Max(0, Math.DivRem(time.UnixMilliseconds, 86_400_000).Quotient);

    /// <summary>The day of a key.</summary>
    public static DateOnly DateOf(ulong day) => DateOnly.FromDayNumber(new DateOnly(1970, 1, 1).DayNumber + (int)day);

    internal void Add(ListOutcome outcome) => Of(outcome.Form, outcome.Placement).Add(outcome);

    internal void Merge(ListTotals other)
    {
        foreach (var ((form, placement), sums) in other._sums) Of(form, placement).Merge(sums);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Byte(Version);
        e.Count(_sums.Count);
        foreach (var ((form, placement), sums) in _sums)
        {
            e.Byte(form);
            e.Fixed64(placement);
            sums.Write(e);
        }
    }

    public static ListTotals Read(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        CounterFormat.Check(d.Byte(), Version, CounterKind.ListDay);
        var totals = new ListTotals();
        for (var n = d.Count(); n > 0; n--)
        {
            var key = (d.Byte(), d.Fixed64());
            totals._sums[key] = ListSums.Read(ref d);
        }

        d.End();
        return totals;
    }

    private ListSums Of(byte form, ulong placement)
    {
        if (_sums.TryGetValue((form, placement), out var sums)) return sums;
        if (_sums.Count >= Most && placement is not (0 or OtherPlacements)) return Of(form, OtherPlacements);
        return _sums[(form, placement)] = new ListSums();
    }
}
