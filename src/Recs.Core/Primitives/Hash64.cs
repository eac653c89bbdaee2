using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Recs.Core;

/// <summary>
/// XXH64 (Y. Collet, xxHash specification 0.1.1) of UTF-8 text with seed 0: how states refer to items, orders, messages,
/// categories and brands. Part of the stored formats, so it never changes.
/// </summary>
public static class Hash64
{
    private const ulong P1 = 11400714785074694791, P2 = 14029467366897019727, P3 = 1609587929392839161,
        P4 = 9650029242287828579, P5 = 2870177450012600261;

    /// <summary>The hash of the text's UTF-8 bytes.</summary>
    public static ulong Of(string text)
    {
        Span<byte> stack = stackalloc byte[512];
        if (Encoding.UTF8.TryGetBytes(text, stack, out var written)) return Of(stack[..written]);
        return Of(Encoding.UTF8.GetBytes(text));
    }

    public static ulong Of(ReadOnlySpan<byte> data)
    {
        var rest = data;
        ulong h;
        if (data.Length >= 32)
        {
            ulong v1 = unchecked(P1 + P2), v2 = P2, v3 = 0, v4 = unchecked(0 - P1);
            for (; rest.Length >= 32; rest = rest[32..])
            {
                v1 = Round(v1, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                v2 = Round(v2, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                v3 = Round(v3, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
                v4 = Round(v4, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            }

            h = BitOperations.RotateLeft(v1, 1) + BitOperations.RotateLeft(v2, 7) + BitOperations.RotateLeft(v3, 12) + BitOperations.RotateLeft(v4, 18);
            h = Merge(Merge(Merge(Merge(h, v1), v2), v3), v4);
        }
        else
        {
            h = P5;
        }

        h += (ulong)data.Length;
        for (; rest.Length >= 8; rest = rest[8..])
            h = BitOperations.RotateLeft(h ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * P1 + P4;
        if (rest.Length >= 4)
        {
            h = BitOperations.RotateLeft(h ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * P1), 23) * P2 + P3;
            rest = rest[4..];
        }

        foreach (var b in rest) h = BitOperations.RotateLeft(h ^ (b * P5), 11) * P1;
        h = (h ^ (h >> 33)) * P2;
        h = (h ^ (h >> 29)) * P3;
        return h ^ (h >> 32);
    }

    private static ulong Round(ulong acc, ulong input) => BitOperations.RotateLeft(acc + (input * P2), 31) * P1;

    private static ulong Merge(ulong acc, ulong value) => ((acc ^ Round(0, value)) * P1) + P4;
}
