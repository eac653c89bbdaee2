using System.Text;

namespace Recs.Core;

/// <summary>Lengths of text in UTF-8 bytes.</summary>
public static class Utf8Text
{
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The longest beginning of the text that is at most so many bytes and ends between characters.</summary>
    public static string Cut(string text, int maxBytes)
    {
        if (text.Length * 3 <= maxBytes || Bytes(text) <= maxBytes) return text;
        var length = 0;
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>The order of the texts' UTF-8 bytes, which is how stores sort; UTF-16 order differs above U+D7FF.</summary>
    public static int CompareOrdinal(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shorter; i++)
        {
            char x = a[i], y = b[i];
            if (x == y) continue;
            // Surrogates stand for code points above all others.
            if (char.IsSurrogate(x) != char.IsSurrogate(y)) return char.IsSurrogate(x) ? 1 : -1;
            return x.CompareTo(y);
        }

        return a.Length.CompareTo(b.Length);
    }
}
