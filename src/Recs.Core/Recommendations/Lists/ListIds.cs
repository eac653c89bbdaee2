using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Recs.Core.Recommendations.Lists;

/// <summary>
/// Ids of lists: UUIDs of version 7 (RFC 9562, 5.7) in whose 12 free bits behind the version stand the form and a check of 8
/// bits. So an event that names a list tells its form, and what is counted by form needs no other record. The other 62 bits
/// are random.
/// </summary>
public static class ListIds
{
    // By form, in stored ids: never reused, at most 15. 0 stands for no form.
    private static readonly Dictionary<RecommendationForm, byte> Numbers = new()
    {
        [RecommendationForm.ReSell] = 1,
        [RecommendationForm.CrossSell] = 2,
        [RecommendationForm.ForYou] = 3,
        [RecommendationForm.Popular] = 4,
        [RecommendationForm.Trending] = 5,
        [RecommendationForm.RecentlyViewed] = 6,
        [RecommendationForm.UpSell] = 7,
        [RecommendationForm.Referral] = 8,
    };

    private static readonly Dictionary<byte, RecommendationForm> Forms = Numbers.ToDictionary(n => n.Value, n => n.Key);

    /// <summary>A new id.</summary>
    /// <param name="form">Of the list.</param>
    /// <param name="now">When it was made.</param>
    public static Guid New(RecommendationForm form, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var number = NumberOf(form);
        bytes[6] = (byte)((bytes[6] & 0xf0) | number);
        bytes[7] = Check(bytes, number);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The form of a list named in an event; null: it is no list of ours.</summary>
    public static RecommendationForm? FormOf(string listId) => TryRead(listId, out var id) ? FormOf(id) : null;

    /// <inheritdoc cref="FormOf(string)" />
    public static RecommendationForm? FormOf(Guid listId)
    {
        Span<byte> bytes = stackalloc byte[16];
        listId.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = (byte)(bytes[6] & 0x0f);
        return listId.Version == 7 && bytes[7] == Check(bytes, number) && Forms.TryGetValue(number, out var form) ? form : null;
    }

    /// <summary>When the list was made.</summary>
    public static Instant TimeOf(Guid listId)
    {
        Span<byte> bytes = stackalloc byte[16];
        listId.TryWriteBytes(bytes, bigEndian: true, out _);
        return new Instant((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }

    /// <summary>How states and outcomes refer to a list.</summary>
    public static ulong HashOf(Guid listId) => Hash64.Of(listId.ToString());

    /// <summary>An id as answers give it.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out Guid id) => Guid.TryParseExact(text, "D", out id);

    /// <summary>The number of a form where a byte stands for it; 0: none.</summary>
    public static byte NumberOf(RecommendationForm? form) => form is { } known && Numbers.TryGetValue(known, out var number) ? number : (byte)0;

    /// <summary>The form with this number; null: none.</summary>
    public static RecommendationForm? FormOf(byte number) => Forms.TryGetValue(number, out var form) ? form : null;

    private static byte Check(ReadOnlySpan<byte> bytes, byte form) =>
        (byte)Hash64.Of([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], form]);
}
