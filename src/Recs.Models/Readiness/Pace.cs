using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>How many there are, and how fast more come: by the hours of the last four weeks.</summary>
internal sealed class Pace
{
    private const int Days = 28;
    private const int Hours = Days * 24;

    private readonly SortedDictionary<long, long> _hours = [];
    private Instant _first = Instant.MaxValue;

    public long Total { get; private set; }

    public void Add(Instant time)
    {
        Total++;
        _first = Instant.Min(_first, time);
        var hour = HourOf(time);
        _hours[hour] = _hours.GetValueOrDefault(hour) + 1;
        while (_hours.Count > 2 * Hours) _hours.Remove(_hours.First().Key);
    }

    /// <summary>A day's mean over the last four weeks before a time, or over the time since the first where that is shorter, at least a day.</summary>
    public double PerDay(Instant now)
    {
        if (Total == 0) return 0;
        var days = Math.Clamp((now - _first).TotalDays, 1, Days);
        return Since(now - TimeSpan.FromDays(Days)) / days;
    }

    /// <summary>How many came from a time on, by whole hours.</summary>
    public long Since(Instant time) => _hours.Where(h => h.Key >= HourOf(time)).Sum(h => h.Value);

    private static long HourOf(Instant time) => Math.DivRem(time.UnixMilliseconds, 3_600_000L).Quotient;
}
