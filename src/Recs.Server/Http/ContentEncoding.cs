using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Recs.Server.Http;

/// <summary>How a body was compressed for its way.</summary>
public enum ContentEncoding
{
    None,
    Gzip,
    Brotli,

    /// <summary>In a way that is not read here, or in several.</summary>
    Unsupported,
}

/// <summary>Reads <c>Content-Encoding</c> and undoes it.</summary>
public static class ContentEncodings
{
    /// <summary>What is understood, for answers.</summary>
    public const string Understood = "gzip, br";

    public static ContentEncoding Of(HttpRequest request)
    {
        var header = request.Headers.ContentEncoding;
        if (StringValues.IsNullOrEmpty(header)) return ContentEncoding.None;
        return header.ToString().Trim().ToUpperInvariant() switch
        {
            "" or "IDENTITY" => ContentEncoding.None,
            "GZIP" or "X-GZIP" => ContentEncoding.Gzip,
            "BR" => ContentEncoding.Brotli,
            _ => ContentEncoding.Unsupported,
        };
    }

    /// <summary>The body as it was before; the stream beneath stays open.</summary>
    public static Stream Undone(ContentEncoding encoding, Stream body) => encoding switch
    {
        ContentEncoding.Gzip => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        ContentEncoding.Brotli => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ => body,
    };
}
