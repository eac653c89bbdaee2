using System.Text;

namespace Recs.Server.Http;

/// <summary>The key of a request: <c>Authorization: Bearer</c>, or Basic with the key as user name, as Segment's clients send it.</summary>
public static class KeyReader
{
    public static string? FromHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? UserName(header["Basic ".Length..].Trim()) : null;
    }

    private static string? UserName(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? pair : pair[..colon];
    }
}
