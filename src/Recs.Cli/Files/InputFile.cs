using System.IO.Compression;
using System.Text;

namespace Recs.Cli.Files;

/// <summary>A file a verb reads, plain or compressed (<c>.gz</c>).</summary>
/// <param name="Path">Where it is.</param>
public sealed record InputFile(string Path)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How errors name it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The bytes, decompressed. A damaged .gz throws <see cref="InvalidDataException"/> on reading.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public Stream OpenBytes()
    {
        try
        {
            var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, $"{Name} cannot be opened: {e.Message} Check the path and your right to read it.");
        }
    }

    /// <summary>The text; bytes that are not UTF-8 throw <see cref="DecoderFallbackException"/> on reading.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public StreamReader OpenText() => new(OpenBytes(), Strict, detectEncodingFromByteOrderMarks: true, 1 << 16);
}
