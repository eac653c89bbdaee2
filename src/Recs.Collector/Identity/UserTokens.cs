using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Recs.Collector.Identity;

/// <summary>
/// Proof of a user id that comes from a browser: <c>userToken = HMAC-SHA256(secret key, userId)</c>, in hex or base64url, made
/// by the shop's server. Any of the site's current secret keys will do, so that they can be rotated.
/// </summary>
public sealed class UserTokens(IEnumerable<string> secretKeys)
{
    private const int HexLength = 2 * HMACSHA256.HashSizeInBytes;

    // 32 bytes are 43 characters, or 44 with padding.
    private const int MostBase64 = 44;

    private readonly byte[][] _keys = [.. secretKeys.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Nothing proves anything.</summary>
    public static UserTokens None { get; } = new([]);

    /// <summary>The token is one of this user id. Takes the same time whatever is wrong with it.</summary>
    public bool Prove(string userId, string token)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(token, given)) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var id = Encoding.UTF8.GetBytes(userId);
        var proven = false;
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, id, expected);
            proven |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return proven;
    }

    private static bool TryRead(string token, Span<byte> hash)
    {
        if (token.Length == HexLength) return Convert.FromHexString(token, hash, out _, out _) == System.Buffers.OperationStatus.Done;
        return token.Length is MostBase64 or (MostBase64 - 1) && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, hash, out var length) && length == hash.Length;
    }
}
