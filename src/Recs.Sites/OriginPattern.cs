namespace Recs.Sites;

/// <summary>An origin as browsers send it (<c>https://shop.example</c>), or all hosts below one (<c>https://*.shop.example</c>).</summary>
public sealed class OriginPattern
{
    private const string AnyHost = "*.";

    private readonly string _scheme;
    private readonly string _host;
    private readonly int _port;
    private readonly bool _below;

    private OriginPattern(Uri uri, bool below) => (_scheme, _host, _port, _below) = (uri.Scheme, uri.Host, uri.Port, below);

    /// <summary>The pattern, or null where the text is none.</summary>
    public static OriginPattern? Parse(string text)
    {
        var below = text.Contains($"://{AnyHost}", StringComparison.Ordinal);
        var plain = below ? text.Replace($"://{AnyHost}", "://", StringComparison.Ordinal) : text;
        return OriginOf(plain) is { } uri ? new OriginPattern(uri, below) : null;
    }

    /// <summary>Whether an <c>Origin</c> header names an origin of the pattern; <c>null</c>, which sandboxed pages send, never does.</summary>
    public bool Matches(string origin) =>
        OriginOf(origin) is { } uri && uri.Scheme == _scheme && uri.Port == _port
        && (_below ? uri.Host.EndsWith($".{_host}", StringComparison.Ordinal) : uri.Host == _host);

    // Uri brings scheme and host to small letters and knows the scheme's own port.
    private static Uri? OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && !text.EndsWith('/') && !uri.Host.Contains('*', StringComparison.Ordinal)
            ? uri
            : null;
}
