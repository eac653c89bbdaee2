using Recs.Server.Overload;

namespace Recs.Server.Http;

/// <summary>A request's body, read whole and decompressed, or the problem with it.</summary>
/// <param name="Bytes">The body after decompression.</param>
/// <param name="Problem">Why there is none; null: there is.</param>
public readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, Problem? Problem)
{
    // The buffer grows with what arrives, not with what is announced.
    private const int FirstBuffer = 32 * 1024;

    /// <summary>Up to here any ratio of compression is allowed.</summary>
    private const int SmallBody = 64 * 1024;

    /// <summary>Batches of events, which repeat each other's names, come out 10 to 40 times larger than they were sent; a bomb a thousand times.</summary>
    private const int MostRatio = 200;

    /// <summary>Reads the body. The limit counts after decompression, and no more than that is ever held. A collector with too much to do sheds it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="what">What there are too many of, where the body is too large: events, items.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int limit, string what, CancellationToken cancel)
    {
        var encoding = ContentEncodings.Of(request);
        if (encoding == ContentEncoding.Unsupported) return Unsupported(request);
        if (request.ContentLength > limit) return TooLarge(limit, what);
        var sent = new CountedStream(request.Body);
        var body = encoding == ContentEncoding.None ? sent : ContentEncodings.Undone(encoding, sent);
        try
        {
            return await ReadAsync(request.HttpContext, body, sent, encoding == ContentEncoding.None ? request.ContentLength : null, limit, what, cancel);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException && encoding != ContentEncoding.None)
        {
            return Broken(request);
        }
        finally
        {
            if (encoding != ContentEncoding.None) await body.DisposeAsync();
        }
    }

    private static async ValueTask<RequestBody> ReadAsync(
        HttpContext http, Stream body, CountedStream sent, long? announced, int limit, string what, CancellationToken cancel)
    {
        var buffer = new byte[(int)Math.Min(limit + 1, Math.Min(announced ?? FirstBuffer, FirstBuffer))];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) return TooLarge(limit, what);
                if (length == announced) break;
                if (!Admission.TryHold(http, buffer.Length * 2L)) return Overloaded();
                Array.Resize(ref buffer, Math.Min(limit + 1, buffer.Length * 2));
            }

            var read = await body.ReadAsync(buffer.AsMemory(length), cancel);
            if (read == 0) break;
            length += read;
            if (length > SmallBody && length > sent.Count * MostRatio) return Bomb(length, sent.Count);
        }

        if (length > limit) return TooLarge(limit, what);
        if (!Admission.TryHold(http, length) || !Admission.TryBegin(http)) return Overloaded();
        return new RequestBody(buffer.AsMemory(0, length), null);
    }

    // No exception: at twice the load there are thousands of them a second.
    private static RequestBody Overloaded() => new(default, CollectorGate.Overloaded());

    private static RequestBody TooLarge(int limit, string what) =>
        new(default, new Problem(ProblemCode.TooLarge, $"The body is larger than {limit} bytes. Send fewer {what} at a time."));

    private static RequestBody Bomb(long length, long sent) => new(default, new Problem(
        ProblemCode.TooLarge, $"The body grew from {sent} to more than {length} bytes; at most {MostRatio} times as much as was sent is read. Send it with less compression, or as it is."));

    private static RequestBody Broken(HttpRequest request) => new(default, new Problem(
        ProblemCode.InvalidBody, $"The body is not {request.Headers.ContentEncoding}, though Content-Encoding says so. Leave the header out, or compress the body."));

    private static RequestBody Unsupported(HttpRequest request) => new(default, new Problem(
        ProblemCode.UnsupportedEncoding, $"Content-Encoding is '{request.Headers.ContentEncoding}'; expected {ContentEncodings.Understood}, or none."));
}
