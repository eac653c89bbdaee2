namespace Recs.Collector.Privacy;

/// <summary>
/// Recognises telephone numbers by how people write them, and leaves dates, prices, sizes and article numbers alone:
/// <list type="bullet">
/// <item>international: <c>+</c> or <c>00</c> and 8 to 15 digits, grouped or not;</item>
/// <item>national: a 0, then 9 to 12 digits in all, the first group of at least 3, or five pairs; ungrouped 10 or 11 digits;</item>
/// <item>North American: 3-3-4, with or without brackets or a leading 1.</item>
/// </list>
/// </summary>
internal static class TelephoneNumber
{
    private const int MostGroups = 8;

    /// <summary>The number that begins with the digit at <paramref name="at"/>; an empty range behind these digits where there is none.</summary>
    public static Range At(string text, int at, int from)
    {
        Span<int> ends = stackalloc int[MostGroups];
        Span<int> sizes = stackalloc int[MostGroups];
        var groups = Groups(text, at, ends, sizes);
        var start = at;
        var plus = start > from && text[start - 1] == '+';
        var bracket = !plus && start > from && text[start - 1] == '(';
        if (plus || bracket) start--;
        if (IsFree(text, start, from))
        {
            for (var n = groups; n > 0; n--)
            {
                var end = ends[n - 1];
                if ((end == text.Length || !char.IsLetterOrDigit(text[end])) && IsNumber(text.AsSpan(at), sizes[..n], plus, bracket))
                    return start..end;
            }
        }

        return ends[0]..ends[0];
    }

    // Groups of digits with at most two separators between; the first begins at the given place.
    private static int Groups(string text, int at, Span<int> ends, Span<int> sizes)
    {
        var n = 0;
        while (n < MostGroups)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            ends[n] = end;
            sizes[n++] = end - at;
            at = end;
            while (at < text.Length && at - end < 3 && IsSeparator(text[at])) at++;
            if (at == end || at - end > 2 || at == text.Length || !char.IsAsciiDigit(text[at])) break;
        }

        return n;
    }

    private static bool IsSeparator(char c) => c is ' ' or '-' or '.' or '/' or '(' or ')' or '\u00A0';

    // Not the tail of a word or of a longer number.
    private static bool IsFree(string text, int start, int from)
    {
        if (start == from) return true;
        var before = text[start - 1];
        if (char.IsLetterOrDigit(before)) return false;
        return before is not ('-' or '.' or '/' or ',') || start - 1 == from || !char.IsAsciiDigit(text[start - 2]);
    }

    private static bool IsNumber(ReadOnlySpan<char> digits, ReadOnlySpan<int> sizes, bool plus, bool bracket)
    {
        var total = 0;
        foreach (var size in sizes) total += size;
        if (plus) return total is >= 8 and <= 15;
        if (digits[0] != '0') return IsNorthAmerican(digits[0], sizes, bracket);
        if (digits.StartsWith("00")) return total is >= 10 and <= 15 && sizes[0] > 2 && digits[2] != '0' && (sizes.Length > 1 || total >= 11);
        if (sizes.Length == 1) return total is 10 or 11;
        return total is >= 9 and <= 12 && (sizes[0] >= 3 || bracket || IsFivePairs(sizes));
    }

    private static bool IsNorthAmerican(char first, ReadOnlySpan<int> sizes, bool bracket)
    {
        if (first == '1' && sizes.Length == 4 && sizes[0] == 1) sizes = sizes[1..];
        else if (first < '2') return false;
        return sizes.SequenceEqual([3, 3, 4]) || (bracket && sizes.SequenceEqual([3, 7]));
    }

    private static bool IsFivePairs(ReadOnlySpan<int> sizes) => sizes.SequenceEqual([2, 2, 2, 2, 2]);
}
