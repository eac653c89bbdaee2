using System.IO.Compression;
using System.Text;

namespace Recs.Cli.OnlineRetail;

/// <summary>One CSV file of the data set, compressed or not.</summary>
public sealed record RetailFile(string Path)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How errors name it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsCompressed => Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file's text; whoever reads it disposes it. Bytes that are not UTF-8, and a damaged .gz, throw on reading.</summary>
    public StreamReader Open()
    {
        Stream file;
        try
        {
            file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RetailDataException($"{Name} cannot be opened: {e.Message} Check the path and your right to read it.");
        }

        return new StreamReader(IsCompressed ? new GZipStream(file, CompressionMode.Decompress) : file, Strict, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }
}
