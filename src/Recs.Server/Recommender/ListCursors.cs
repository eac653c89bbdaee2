using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Recs.Core;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Serialization;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary>
/// Cursors as callers get them: what was asked for travels in the cursor, so that nothing of it is kept here; signed with a secret key
/// of the site, so that nobody can make one. Any of the site's current secret keys verifies, so that they can be rotated.
/// </summary>
internal sealed class ListCursors(SiteDirectory sites)
{
    private const byte Version = 1;
    private const int SignatureBytes = 16;

    // No user id begins with a control character, so no user token is a signature of a cursor.
    private static readonly byte[] Purpose = "\u0001list-cursor:"u8.ToArray();

    /// <summary>The text of a cursor.</summary>
    public string Seal(ListCursor cursor)
    {
        var e = new BinaryEncoder(256);
        Span<byte> id = stackalloc byte[16];
        cursor.List.TryWriteBytes(id, bigEndian: true, out _);
        e.Byte(Version);
        e.Text(cursor.Site.Value);
        e.Bytes(id);
        e.Varint((ulong)cursor.Given);
        RequestCodec.Write(e, cursor.Request);
        var sealedBytes = new byte[e.Length + SignatureBytes];
        e.Written.CopyTo(sealedBytes);
        Sign(SecretKeys(cursor.Site)[0], e.Written, sealedBytes.AsSpan(e.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The cursor a text stands for, if this server has made it for the site.</summary>
    public bool TryOpen(string text, SiteId site, [NotNullWhen(true)] out ListCursor? cursor)
    {
        cursor = null;
        if (!Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= SignatureBytes) return false;
        var content = bytes.AsSpan(0, bytes.Length - SignatureBytes);
        return IsSigned(site, content, bytes.AsSpan(content.Length)) && TryRead(content, out cursor) && cursor.Site == site;
    }

    private static bool TryRead(ReadOnlySpan<byte> content, [NotNullWhen(true)] out ListCursor? cursor)
    {
        cursor = null;
        try
        {
            var d = new BinaryDecoder(content);
            if (d.Byte() != Version) return false;
            var (site, list, given) = (new SiteId(d.Text()), new Guid(d.Bytes(), bigEndian: true), (int)d.Varint());
            cursor = new ListCursor(site, list, given, RequestCodec.Read(ref d, ListIds.FormOf(list) ?? default));
            d.End();
            return true;
        }
        catch (StoredFormatException)
        {
            // Of another build, whose signature is good too.
            return false;
        }
    }

    private bool IsSigned(SiteId site, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[SignatureBytes];
        var good = false;
        foreach (var key in SecretKeys(site))
        {
            Sign(key, content, expected);
            good |= CryptographicOperations.FixedTimeEquals(signature, expected);
        }

        return good;
    }

    private static void Sign(string key, ReadOnlySpan<byte> content, Span<byte> signature)
    {
        var signed = new byte[Purpose.Length + content.Length];
        Purpose.CopyTo(signed, 0);
        content.CopyTo(signed.AsSpan(Purpose.Length));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed, hash);
        hash[..SignatureBytes].CopyTo(signature);
    }

    private IList<string> SecretKeys(SiteId site) => sites.Sites.TryGetValue(site.Value, out var options) ? options.SecretKeys : [];
}
