using Recs.Server.Overload;

namespace Recs.Server.Http;

/// <summary>Reads a request's body whole, up to a limit.</summary>
public static class RequestBody
{
    // The buffer grows with what arrives, not with what is announced.
    private const int FirstBuffer = 32 * 1024;

    /// <summary>The body, or null where it is longer than the limit.</summary>
    /// <exception cref="OverloadedException">The collector has too much to do.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) return null;
        var buffer = new byte[(int)Math.Min(limit + 1, Math.Min(request.ContentLength ?? FirstBuffer, FirstBuffer))];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) return null;
                if (length == request.ContentLength) break;
                Admission.Hold(request.HttpContext, buffer.Length * 2L);
                Array.Resize(ref buffer, Math.Min(limit + 1, buffer.Length * 2));
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancel);
            if (read == 0) break;
            length += read;
        }

        if (length > limit) return null;
        Admission.Hold(request.HttpContext, length);
        Admission.Begin(request.HttpContext);
        return buffer.AsMemory(0, length);
    }
}
