namespace Recs.Collector;

/// <summary>How much one kind of key may send. Sizes are bytes after decompression.</summary>
/// <param name="RequestBytes">The whole body.</param>
/// <param name="EventBytes">One event, or one catalogue item.</param>
public sealed record IntakeLimits(int RequestBytes, int EventBytes)
{
    /// <summary>A browser's: 500 KB a request, 32 KB an event.</summary>
    public static readonly IntakeLimits WriteDefault = new(500 * 1024, 32 * 1024);

    /// <summary>A server's: 16 MB a request, 512 KB an event.</summary>
    public static readonly IntakeLimits SecretDefault = new(16 * 1024 * 1024, 512 * 1024);

    internal void Check(string name, List<string> problems)
    {
        OptionRange.Check(problems, $"{name}.{nameof(RequestBytes)}", RequestBytes, 1024, 256 * 1024 * 1024);
        OptionRange.Check(problems, $"{name}.{nameof(EventBytes)}", EventBytes, 512, RequestBytes);
    }
}
