using System.Collections.Frozen;

namespace Recs.Collector.Privacy;

/// <summary>Names of fields that promise personal data, so that no form of it needs to be recognised: a telephone number may be a JSON number.</summary>
internal static class TellingNames
{
    private const int Longest = 20;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new[]
    {
        "email", "emailaddress", "mail", "phone", "phonenumber", "telephone", "telephonenumber", "tel", "mobile", "mobilenumber", "mobilephone",
        "cell", "cellphone", "fax", "faxnumber", "ip", "ipaddress", "ipv4", "ipv6", "clientip", "remoteaddr", "remoteaddress", "xforwardedfor",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Of a dotted name the last part counts; case, hyphens and underscores do not.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        Span<char> folded = stackalloc char[Longest];
        var length = 0;
        foreach (var c in name[(name.LastIndexOf('.') + 1)..])
        {
            if (c is '-' or '_' or ' ') continue;
            if (length == Longest) return false;
            folded[length++] = char.ToLowerInvariant(c);
        }

        return Known.Contains(folded[..length]);
    }
}
