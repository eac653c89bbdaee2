using System.Net;

namespace Recs.Collector.Privacy;

/// <summary>Recognises IP addresses in text; what is shorter or longer, such as a version or a time, is none.</summary>
internal static class NetworkAddress
{
    private const int Octets = 4;
    private const int LongestVersion6 = 45;
    private const int FewestGroups = 3;

    /// <summary>The address of version 4 that begins with the digit at <paramref name="at"/>; an empty range where there is none.</summary>
    public static Range Version4At(string text, int at, int from)
    {
        var none = at..at;
        if (at > from && (char.IsLetterOrDigit(text[at - 1]) || (text[at - 1] == '.' && at - 1 > from && char.IsAsciiDigit(text[at - 2])))) return none;
        var end = at;
        for (var n = 0; n < Octets; n++)
        {
            if (n > 0 && (end == text.Length || text[end++] != '.')) return none;
            var length = 0;
            while (end + length < text.Length && length < 4 && char.IsAsciiDigit(text[end + length])) length++;
            if (length is 0 or 4 || (length > 1 && text[end] == '0') || (length == 3 && string.CompareOrdinal(text, end, "255", 0, 3) > 0)) return none;
            end += length;
        }

        var goesOn = end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
        return goesOn ? none : at..end;
    }

    /// <summary>The address of version 6 around the colon at <paramref name="at"/>; an empty range behind it where there is none.</summary>
    public static Range Version6Around(string text, int at, int from)
    {
        var (start, end) = (at, at + 1);
        while (start > from && IsPart(text[start - 1])) start--;
        while (end < text.Length && IsPart(text[end])) end++;
        while (end > at + 1 && text[end - 1] == '.') end--;
        var none = (at + 1)..(at + 1);
        if ((start > from && char.IsLetterOrDigit(text[start - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]))) return none;
        var address = text.AsSpan(start, end - start);
        return address.Length <= LongestVersion6 && Groups(address) >= FewestGroups && IPAddress.TryParse(address, out _) ? start..end : none;
    }

    private static bool IsPart(char c) => char.IsAsciiHexDigit(c) || c is ':' or '.';

    private static int Groups(ReadOnlySpan<char> address)
    {
        var groups = 0;
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] != ':' && (i == 0 || address[i - 1] == ':')) groups++;
        }

        return groups;
    }
}
