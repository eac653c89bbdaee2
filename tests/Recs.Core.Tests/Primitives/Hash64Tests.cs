namespace Recs.Core.Tests.Primitives;

/// <summary>Against the vectors published with xxHash (its sanity check: a buffer of a fixed generator, seed 0) and well-known texts.</summary>
public sealed class Hash64Tests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("123456789", 0x8CB841DB40E6AE83)]
    public void Hashes_texts_as_XXH64(string text, ulong hash) => Assert.Equal(hash, Hash64.Of(text));

    [Theory]
    [InlineData(1, 0xE934A84ADB052768)]
    [InlineData(4, 0x9136A0DCA57457EE)]
    [InlineData(14, 0x8282DCC4994E35C8)]
    [InlineData(222, 0xB641AE8CB691C174)]
    public void Hashes_the_published_buffer_as_XXH64(int length, ulong hash)
    {
        var buffer = new byte[length];
        ulong state = 2654435761;
        for (var i = 0; i < length; i++)
        {
            buffer[i] = (byte)(state >> 56);
            state *= 11400714785074694797;
        }

        Assert.Equal(hash, Hash64.Of(buffer));
    }

    [Fact]
    public void A_long_text_hashes_as_its_bytes()
    {
        foreach (var length in new[] { 511, 512, 513, 5_000 })
        {
            var text = new string('ä', length);
            Assert.Equal(Hash64.Of(System.Text.Encoding.UTF8.GetBytes(text)), Hash64.Of(text));
        }
    }

    [Fact]
    public void Texts_that_differ_anywhere_have_other_hashes()
    {
        var hashes = Enumerable.Range(0, 20_000).Select(i => Hash64.Of($"item-{i}")).ToHashSet();
        Assert.Equal(20_000, hashes.Count);
    }
}
