using System.Collections.Concurrent;
using System.Globalization;
using Recs.Core;

namespace Recs.Collector.Reading;

/// <summary>
/// How far clocks are ahead of UTC. Time zones are files of the operating system, so what was looked up once is remembered,
/// and so is what does not exist, up to a number.
/// </summary>
internal static class TimeZones
{
    private const int MostUnknown = 4096;

    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> Unknown = new(StringComparer.Ordinal);
    private static readonly TimeSpan FarthestEast = TimeSpan.FromHours(14);

    /// <summary>The zone of an IANA name; null: there is none.</summary>
    /// <param name="name">Made of letters, digits, slashes, underscores and signs only, since it becomes the name of a file.</param>
    public static TimeZoneInfo? Find(string name)
    {
        if (Known.TryGetValue(name, out var known)) return known;
        if (Unknown.ContainsKey(name)) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return Known.GetOrAdd(name, found);
        if (Unknown.Count >= MostUnknown) Unknown.Clear();
        Unknown.TryAdd(name, true);
        return null;
    }

    /// <summary>In whole minutes.</summary>
    public static TimeSpan OffsetAt(TimeZoneInfo zone, Instant time)
    {
        var offset = zone.GetUtcOffset(time.ToDateTimeOffset().UtcDateTime);
        return new TimeSpan(offset.Ticks - (offset.Ticks % TimeSpan.TicksPerMinute));
    }

    /// <summary>Reads an offset such as <c>+02:00</c>, <c>-0530</c> or <c>+09</c>, of at most 14 hours.</summary>
    public static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length is < 3 or > 6 || text[0] is not ('+' or '-')) return false;
        var rest = text[3..];
        if (rest is [':', .. var behind]) rest = behind;
        if (rest.Length is not (0 or 2) || (rest.IsEmpty && text.Length > 3)) return false;
        if (!TryTwoDigits(text[1..3], out var hours) || (rest.Length > 0 & !TryTwoDigits(rest, out var minutes)) || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (offset > FarthestEast) return false;
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static bool TryTwoDigits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
