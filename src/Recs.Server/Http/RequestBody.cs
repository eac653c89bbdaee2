namespace Recs.Server.Http;

/// <summary>Reads a request's body whole, up to a limit.</summary>
public static class RequestBody
{
    /// <summary>The body, or null where it is longer than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) return null;
        var buffer = new byte[(int)Math.Min(limit + 1, request.ContentLength ?? 16 * 1024)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) return null;
                if (length == request.ContentLength) break;
                Array.Resize(ref buffer, Math.Min(limit + 1, buffer.Length * 2));
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancel);
            if (read == 0) break;
            length += read;
        }

        return length > limit ? null : buffer.AsMemory(0, length);
    }
}
