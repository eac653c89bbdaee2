using System.Buffers;

namespace Recs.Cli.Export.Rows;

/// <summary>Gathers the rows of a page. The text is valid until the next page is begun.</summary>
internal sealed class RowPage<T>(IRowFormat<T> format)
{
    private readonly ArrayBufferWriter<byte> _text = new(1 << 18);

    public int Rows { get; private set; }

    public ReadOnlyMemory<byte> Text => _text.WrittenMemory;

    /// <summary>What stands before the first row.</summary>
    public void Header() => format.Begin(_text);

    public void Add(T row) => Rows += format.Write(row, _text);

    public void Clear()
    {
        _text.ResetWrittenCount();
        Rows = 0;
    }
}
