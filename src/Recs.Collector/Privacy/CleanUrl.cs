using System.Buffers;
using System.Text;
using Recs.Collector.Reading;
using Recs.Core;

namespace Recs.Collector.Privacy;

/// <summary>
/// Addresses without what may betray a person: user name and password, fragment, parameters within the path, and every
/// query parameter but <c>utm_*</c>, <c>gclid</c> and the site's own list.
/// </summary>
internal static class CleanUrl
{
    private static readonly SearchValues<char> Telltale = SearchValues.Create("@%;0123456789");

    /// <summary>A page of the shop: path and kept parameters, without scheme and host.</summary>
    public static string Page(string url, IReadOnlySet<string> kept, ref int removed)
    {
        var text = FreeText.OneLine(url);
        var (_, _, path) = Split(text);
        return Utf8Text.Cut(Path(path, kept, ref removed), TextLimits.Path);
    }

    /// <summary>Another page: scheme, host, path and kept parameters.</summary>
    public static string Link(string url, IReadOnlySet<string> kept, ref int removed)
    {
        var text = FreeText.OneLine(url);
        var (scheme, host, path) = Split(text);
        var rest = scheme.Length + host.Length > 0 && path.Length == 0 ? "" : Path(path, kept, ref removed);
        return Utf8Text.Cut(string.Concat(scheme, PersonalText.Clean(host, ref removed), rest), TextLimits.Path);
    }

    private static (string Scheme, string Host, string Path) Split(string url)
    {
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        var hasScheme = colon >= 0 && url.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0;
        var from = hasScheme ? colon + 3 : url.StartsWith("//", StringComparison.Ordinal) ? 2 : 0;
        if (from == 0) return ("", "", url);
        var end = url.AsSpan(from).IndexOfAny('/', '?', '#');
        end = end < 0 ? url.Length : from + end;
        var host = url[from..end];
        return (url[..from], host[(host.LastIndexOf('@') + 1)..], url[end..]);
    }

    private static string Path(string path, IReadOnlySet<string> kept, ref int removed)
    {
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? "" : path[(mark + 1)..];
        if (mark >= 0) path = path[..mark];
        if (path.Length == 0) path = "/";
        return Segments(path, ref removed) + Query(query, kept, ref removed);
    }

    private static string Segments(string path, ref int removed)
    {
        if (!path.AsSpan().ContainsAny(Telltale)) return path;
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var parameters = parts[i].IndexOf(';', StringComparison.Ordinal);
            parts[i] = Value(parameters < 0 ? parts[i] : parts[i][..parameters], ref removed);
        }

        return string.Join('/', parts);
    }

    private static string Query(string query, IReadOnlySet<string> kept, ref int removed)
    {
        if (query.Length == 0) return "";
        var clean = new StringBuilder();
        foreach (var part in query.Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (!IsKept(equals < 0 ? part : part[..equals], kept)) continue;
            clean.Append(clean.Length == 0 ? '?' : '&').Append(Value(part, ref removed));
        }

        return clean.ToString();
    }

    private static bool IsKept(string name, IReadOnlySet<string> kept) =>
        name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("gclid", StringComparison.OrdinalIgnoreCase)
        || kept.Contains(name);

    // An address may hide behind percent signs; where it does, the readable form replaces the hidden one.
    private static string Value(string text, ref int removed)
    {
        var open = text.Contains('%', StringComparison.Ordinal) ? FreeText.OneLine(Uri.UnescapeDataString(text)) : text;
        var before = removed;
        var clean = PersonalText.Clean(open, ref removed);
        return removed == before ? text : clean;
    }
}
