using System.Buffers;
using Recs.Cli.Files;

namespace Recs.Cli.Jsonl;

/// <summary>Gathers lines into a request body and remembers from where each came.</summary>
/// <param name="name">Of the array in the body.</param>
internal sealed class LineBatch(string name)
{
    private const int EnoughBytes = 8 << 20;

    private readonly ArrayBufferWriter<byte> _body = new(1 << 20);
    private readonly List<(InputFile File, long Line)> _places = [];

    public int Count => _places.Count;

    public bool IsLarge => _body.WrittenCount >= EnoughBytes;

    public (InputFile File, long Line) this[int index] => _places[index];

    public void Add(InputFile file, long number, ReadOnlySpan<byte> line)
    {
        _body.Write(_places.Count == 0 ? System.Text.Encoding.ASCII.GetBytes($"{{\"{name}\":[") : ","u8);
        _body.Write(line);
        _places.Add((file, number));
    }

    public ReadOnlyMemory<byte> Body()
    {
        _body.Write("]}"u8);
        return _body.WrittenMemory;
    }

    public void Clear()
    {
        _body.ResetWrittenCount();
        _places.Clear();
    }
}
