using System.Buffers;
using System.Text.Json;

namespace Recs.Cli.Hosting;

/// <summary>Cuts a stream of things into request bodies <c>{"name":[…]}</c> within the limits of the secret key.</summary>
public static class WireBatches
{
    // A request may have 16 MB; a body ends with the thing that passes this mark, and no thing is larger than 512 KB.
    private const int EnoughBytes = 8 * 1024 * 1024;

    /// <summary>Bodies with how many things each holds. A body is valid until the next one is asked for.</summary>
    /// <param name="name">Of the array in the body.</param>
    /// <param name="things">What to write, in order.</param>
    /// <param name="most">So many things in a body.</param>
    /// <param name="write">Writes one.</param>
    public static IEnumerable<(ReadOnlyMemory<byte> Body, int Count)> Cut<T>(string name, IEnumerable<T> things, int most, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using var json = new Utf8JsonWriter(buffer);
        var count = 0;
        foreach (var thing in things)
        {
            if (count == 0) Begin(json, name);
            write(json, thing);
            count++;
            if (count < most && json.BytesCommitted + json.BytesPending < EnoughBytes) continue;
            yield return (End(json, buffer), count);
            count = 0;
            buffer.ResetWrittenCount();
            json.Reset(buffer);
        }

        if (count > 0) yield return (End(json, buffer), count);
    }

    private static void Begin(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
    }

    private static ReadOnlyMemory<byte> End(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
