namespace Recs.Cli.OnlineRetail;

/// <summary>Reads through and remembers the last character, so that the end of a file can be told from a cut.</summary>
internal sealed class LastCharacter(TextReader inner) : TextReader
{
    public char? Seen { get; private set; }

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        var c = inner.Read();
        if (c >= 0) Seen = (char)c;
        return c;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var n = inner.Read(buffer);
        if (n > 0) Seen = buffer[n - 1];
        return n;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
