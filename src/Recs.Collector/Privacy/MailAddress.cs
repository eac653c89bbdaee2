namespace Recs.Collector.Privacy;

/// <summary>Recognises an e-mail address around its <c>@</c>.</summary>
internal static class MailAddress
{
    /// <summary>The address; an empty range behind the <c>@</c> where there is none. Never reaches before <paramref name="from"/>.</summary>
    public static Range Around(string text, int at, int from)
    {
        var start = at;
        while (start > from && IsLocal(text[start - 1])) start--;
        var end = at + 1;
        while (end < text.Length && IsDomain(text[end])) end++;
        while (end > at + 1 && text[end - 1] is '.' or '-') end--;
        return start < at && HasTopLevel(text.AsSpan(at + 1, end - at - 1)) ? start..end : (at + 1)..(at + 1);
    }

    private static bool HasTopLevel(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2;
    }

    // Of what RFC 5322 allows, not the signs that more often join an address to something else: / = ? and brackets.
    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || "!#$%&'*+-_~.".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(char c) => char.IsLetterOrDigit(c) || c is '.' or '-';
}
