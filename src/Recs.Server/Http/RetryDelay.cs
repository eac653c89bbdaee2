using System.Security.Cryptography;

namespace Recs.Server.Http;

/// <summary>When senders are told to come back: spread out, so that they do not all come at once.</summary>
public static class RetryDelay
{
    private const int Least = 2;
    private const int Spread = 8;

    /// <summary>2 to 10 seconds.</summary>
    public static int Seconds() => Least + RandomNumberGenerator.GetInt32(Spread + 1);

    /// <summary>No sooner than so long from now.</summary>
    public static int Seconds(TimeSpan least) => (int)Math.Ceiling(least.TotalSeconds) + RandomNumberGenerator.GetInt32(Spread + 1);
}
