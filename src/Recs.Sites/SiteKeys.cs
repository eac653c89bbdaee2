using System.Security.Cryptography;
using Recs.Collector;

namespace Recs.Sites;

/// <summary>Makes keys, and shows them without giving them away.</summary>
public static class SiteKeys
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 32;
    private const int Shown = 4;

    /// <summary>A key nobody can guess (190 bits); its first letters say which kind it is.</summary>
    public static string New(KeyKind kind) => $"{(kind == KeyKind.Write ? "wk" : "sk")}_{RandomNumberGenerator.GetString(Letters, Length)}";

    /// <summary>The kind, and the last letters, by which its owner knows it again: <c>sk_…f3Kq</c>.</summary>
    public static string Masked(string key)
    {
        var kind = key.StartsWith("wk_", StringComparison.Ordinal) || key.StartsWith("sk_", StringComparison.Ordinal) ? key[..3] : "";
        return $"{kind}…{key[^Math.Min(Shown, key.Length / 4)..]}";
    }
}
