using System.IO.Compression;

namespace Recs.Training.Data;

/// <summary>Lines of a text file, plain or <c>.gz</c>.</summary>
internal static class TextLines
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="TrainingDataException">It is not there or cannot be read.</exception>
    public static StreamReader Open(string file)
    {
        try
        {
            var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return new StreamReader(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException($"{file} cannot be read: {e.Message}");
        }
    }

    /// <summary>Every line with its number, from 1.</summary>
    public static IEnumerable<(int Number, string Text)> Read(string file)
    {
        using var reader = Open(file);
        for (var number = 1; ; number++)
        {
            string? line;
            try
            {
                line = reader.ReadLine();
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                throw new TrainingDataException($"{file} is damaged after line {number - 1}: {e.Message}");
            }

            if (line is null) yield break;
            yield return (number, line);
        }
    }
}
