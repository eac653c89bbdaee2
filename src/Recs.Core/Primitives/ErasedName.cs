using System.Globalization;

namespace Recs.Core;

/// <summary>What stands for an id whose visitor was erased: its hash only. Every hash that was taken of the id stays the same.</summary>
public static class ErasedName
{
    // Control characters are refused at the edge, so no sender can write such a name.
    private const string Prefix = "\u0001erased:";
    private const int Length = 8 + 16;

    public static string Of(ulong hash) => Prefix + hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The name that takes the place of an id; of such a name the name itself.</summary>
    public static string Of(string id) => Is(id) ? id : Of(Hash64.Of(id));

    public static bool Is(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The hash of an id, also where only the hash is left of it.</summary>
    public static ulong HashOf(string text) =>
        Is(text) && ulong.TryParse(text.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : Hash64.Of(text);
}
