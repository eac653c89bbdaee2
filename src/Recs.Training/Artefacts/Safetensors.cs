using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Recs.Training.Artefacts;

/// <summary>
/// The public safetensors layout: eight bytes with the length of the header (little end first), the header as JSON
/// (<c>{"name": {"dtype", "shape", "data_offsets": [begin, end]}}</c>, offsets from the end of the header), then the numbers without gaps.
/// Reading executes nothing and believes nothing: lengths, offsets and shapes must fit before anything is copied.
/// </summary>
public static class Safetensors
{
    // As the reference reader: a longer header is an attack or damage.
    private const int MostHeader = 100_000_000;
    private const int Alignment = 8;

    /// <summary>Writes tensors one after the other, in the order given, so that the same tensors make the same bytes.</summary>
    public static byte[] Write(IReadOnlyList<Tensor> tensors)
    {
        var header = Header(tensors);
        var total = 8 + header.Length + tensors.Sum(t => t.Bytes);
        if (total > Array.MaxLength) throw new ArtefactException($"The tensors take {total:N0} bytes; one file holds at most {Array.MaxLength:N0}. Train with fewer factors or shorter lists.");
        var file = new byte[total];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file.AsSpan(8));
        var at = 8 + header.Length;
        foreach (var tensor in tensors)
        {
            tensor.Raw.CopyTo(file.AsSpan(at));
            at += (int)tensor.Bytes;
        }

        return file;
    }

    /// <summary>The tensors of a file by name.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ArtefactException">It is cut short, damaged or not of this layout.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < 8) throw Damaged(name, $"it has {file.Length} bytes, a header needs at least 8");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > MostHeader || length > (ulong)file.Length - 8) throw Damaged(name, $"its header is said to take {length:N0} bytes of {file.Length:N0}");
        var header = file.Slice(8, (int)length);
        var data = file[(8 + (int)length)..];
        var (tensors, end) = (new Dictionary<string, Tensor>(StringComparer.Ordinal), 0L);
        foreach (var entry in Entries(header.ToArray(), name).OrderBy(e => e.Begin))
        {
            if (entry.Begin != end || entry.End < entry.Begin || entry.End > data.Length)
                throw Damaged(name, $"the tensor {entry.Name} is said to lie at {entry.Begin:N0} to {entry.End:N0} of {data.Length:N0} bytes, after {end:N0}");
            if (!tensors.TryAdd(entry.Name, Copy(entry, data[(int)entry.Begin..(int)entry.End], name))) throw Damaged(name, $"it has two tensors {entry.Name}");
            end = entry.End;
        }

        return end == data.Length ? tensors : throw Damaged(name, $"its tensors end at {end:N0} of {data.Length:N0} bytes");
    }

    private static byte[] Header(IReadOnlyList<Tensor> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var at = 0L;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var length in tensor.Shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += tensor.Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces make the numbers begin where a reader may map them.
        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        return [.. buffer.WrittenSpan, .. Encoding.ASCII.GetBytes(new string(' ', padding))];
    }

    private static List<Entry> Entries(byte[] header, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            List<Entry> entries = [];
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__") continue;
                var offsets = property.Value.GetProperty("data_offsets");
                if (offsets.GetArrayLength() != 2) throw Damaged(name, $"the tensor {property.Name} has {offsets.GetArrayLength()} offsets, not 2");
                entries.Add(new Entry(
                    property.Name, property.Value.GetProperty("dtype").GetString() ?? "", [.. property.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())],
                    offsets[0].GetInt64(), offsets[1].GetInt64()));
            }

            return entries;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ArtefactException($"{name} is no safetensors file: its header cannot be read ({error.Message}). Copy the artefact again from where it was trained.", error);
        }
    }

    private static Tensor Copy(Entry entry, ReadOnlySpan<byte> data, string name)
    {
        var count = 1L;
        foreach (var length in entry.Shape)
        {
            if (length < 0 || length > int.MaxValue || (count *= length) > int.MaxValue) throw Damaged(name, $"the tensor {entry.Name} has the shape [{string.Join(", ", entry.Shape)}]");
        }

        if (count * 4 != data.Length) throw Damaged(name, $"the tensor {entry.Name} of the shape [{string.Join(", ", entry.Shape)}] takes {data.Length:N0} bytes, not {count * 4:N0}");
        return entry.Type switch
        {
            "F32" => Tensor.Of(entry.Name, MemoryMarshal.Cast<byte, float>(data).ToArray(), entry.Shape),
            "I32" => Tensor.Of(entry.Name, MemoryMarshal.Cast<byte, int>(data).ToArray(), entry.Shape),
            _ => throw Damaged(name, $"the tensor {entry.Name} holds {entry.Type}; F32 and I32 are known"),
        };
    }

    private static ArtefactException Damaged(string name, string what) =>
        new($"{name} cannot be used: {what}. Copy the artefact again from where it was trained.");

    private readonly record struct Entry(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End);
}
