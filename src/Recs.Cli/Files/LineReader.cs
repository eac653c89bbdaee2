namespace Recs.Cli.Files;

/// <summary>Reads a file line by line as bytes, with their numbers; a byte order mark and ends of lines are left out.</summary>
public static class LineReader
{
    /// <summary>No event or item may be larger, so a longer line is a file of another kind.</summary>
    public const int LongestLine = 1 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Lines from 1; the memory is valid until the next one. A line that is too long comes cut, with <see cref="LongestLine"/> + 1 bytes.</summary>
    /// <exception cref="CliException">The file cannot be read to its end.</exception>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte> Line)> Read(InputFile file)
    {
        using var bytes = file.OpenBytes();
        var buffer = new byte[LongestLine * 2];
        var (start, end, number, ended, cutting) = (0, 0, 0L, false, false);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !ended && end - start <= LongestLine)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                var read = Fill(bytes, buffer, end, file, number);
                ended = read == 0;
                end += read;
                continue;
            }

            if (length < 0 && end == start) yield break;
            var isCut = length < 0 && !ended;
            var take = length >= 0 ? length : end - start;

            // Of a line that is too long only the beginning is told.
            if (!cutting) yield return (++number, Trimmed(buffer.AsMemory(start, isCut ? LongestLine + 1 : take), number));
            cutting = isCut;
            start += length >= 0 ? length + 1 : take;
        }
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line, long number)
    {
        if (number == 1 && line.Span.StartsWith(ByteOrderMark)) line = line[ByteOrderMark.Length..];
        return line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
    }

    private static int Fill(Stream bytes, byte[] buffer, int end, InputFile file, long number)
    {
        try
        {
            return bytes.Read(buffer, end, buffer.Length - end);
        }
        catch (InvalidDataException e)
        {
            throw new CliException(ExitCodes.Failed, $"{file.Name}, line {number + 1}: the compressed data end or are damaged here ({e.Message.TrimEnd('.')}). Fetch the file again; what was taken before stays.");
        }
        catch (IOException e)
        {
            throw new CliException(ExitCodes.Failed, $"{file.Name}, line {number + 1}: the file cannot be read further: {e.Message} What was taken before stays.");
        }
    }
}
