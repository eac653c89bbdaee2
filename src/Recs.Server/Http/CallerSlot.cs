using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Recs.Server.Http;

/// <summary>
/// The slot of a caller among a fixed number, by a hash with a seed of the process: nobody can choose whose slot to share, and nothing
/// of the caller is kept.
/// </summary>
public static class CallerSlot
{
    public const int Count = 1 << 14;

    // What an internet provider gives one household.
    private const int HouseholdBytes = 8;

    public static int Of(ReadOnlySpan<char> visitor) => Of(MemoryMarshal.AsBytes(visitor));

    /// <summary>Null for addresses of loopback and private networks: behind them stands a proxy or a machine of one's own.</summary>
    public static int? Of(IPAddress? address)
    {
        if (address is null) return null;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain)) return null;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out var length);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
            return plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal ? null : Of(bytes[..HouseholdBytes]);
        return IsPrivate(bytes) ? null : Of(bytes[..length]);
    }

    private static bool IsPrivate(ReadOnlySpan<byte> v4) =>
        v4[0] == 10 || (v4[0] == 172 && (v4[1] & 0xF0) == 16) || (v4[0] == 192 && v4[1] == 168) || (v4[0] == 169 && v4[1] == 254);

    private static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode() & (Count - 1);
    }
}
