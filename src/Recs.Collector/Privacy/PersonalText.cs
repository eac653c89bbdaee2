using System.Buffers;
using System.Text;

namespace Recs.Collector.Privacy;

/// <summary>Takes e-mail addresses, telephone numbers and IP addresses out of free text.</summary>
internal static class PersonalText
{
    public const string Removed = "[removed]";

    private static readonly SearchValues<char> Telltale = SearchValues.Create("@:0123456789");

    /// <summary>The text with each of them replaced by <see cref="Removed"/>; <paramref name="removed"/> grows by their number.</summary>
    public static string Clean(string text, ref int removed)
    {
        StringBuilder? clean = null;
        var copied = 0;
        var at = text.AsSpan().IndexOfAny(Telltale);
        while (at >= 0)
        {
            var found = Found(text, at, copied);
            var next = found.End.Value;
            if (found.Start.Value < next)
            {
                clean ??= new StringBuilder(text.Length);
                clean.Append(text, copied, found.Start.Value - copied).Append(Removed);
                copied = next;
                removed++;
            }

            var rest = text.AsSpan(next).IndexOfAny(Telltale);
            at = rest < 0 ? -1 : next + rest;
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    private static Range Found(string text, int at, int from)
    {
        if (text[at] == '@') return MailAddress.Around(text, at, from);
        if (text[at] == ':') return NetworkAddress.Version6Around(text, at, from);
        var address = NetworkAddress.Version4At(text, at, from);
        return address.Start.Value < address.End.Value ? address : TelephoneNumber.At(text, at, from);
    }
}
