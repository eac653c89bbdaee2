using System.Text;

namespace Recs.Core.Tests.Primitives;

public sealed class Utf8TextTests
{
    private static readonly string[] Pieces = ["", "a", "Z", "é", "€", "\ud7ff", "\ue000", "\uffff", "😀", "𝔊"];

    [Fact]
    public void Cuts_between_characters()
    {
        foreach (var text in Texts())
        {
            for (var bytes = 0; bytes < 16; bytes++)
            {
                var cut = Utf8Text.Cut(text, bytes);
                Assert.StartsWith(cut, text, StringComparison.Ordinal);
                Assert.InRange(Utf8Text.Bytes(cut), 0, bytes);
                if (cut.Length == text.Length) continue;
                var next = Rune.GetRuneAt(text, cut.Length);
                Assert.True(Utf8Text.Bytes(cut) + next.Utf8SequenceLength > bytes, $"«{text}» could keep more than «{cut}» in {bytes} bytes.");
            }
        }
    }

    [Fact]
    public void Sorts_texts_as_their_bytes()
    {
        foreach (var a in Texts())
        {
            foreach (var b in Texts())
            {
                var bytes = Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
                Assert.Equal(Math.Sign(bytes), Math.Sign(Utf8Text.CompareOrdinal(a, b)));
            }
        }
    }

    private static IEnumerable<string> Texts() => Pieces.SelectMany(a => Pieces.Select(b => a + b + a));
}
