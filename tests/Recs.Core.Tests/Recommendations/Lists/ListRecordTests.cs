using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Tests.Recommendations.Lists;

public sealed class ListRecordTests
{
    [Fact]
    public void Lists_of_any_products_and_reasons_read_back_as_written()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var items = Enumerable.Range(0, random.Next(40)).Select(i => new ListedProduct(new ItemId($"item-{i}"), random.NextDouble(), (RecommendationTier)random.Next(5), $"code{random.Next(6)}"));
            var list = new ListRecord(SiteId.Default, ListIds.New(RecommendationForm.ForYou, DateTimeOffset.UnixEpoch), RecommendationForm.ForYou) { Items = [.. items] };
            var read = ListRecord.Decode(list.Encode());
            Assert.Equal(list.Items, read.Items);
            Assert.Equal(list, read with { Items = list.Items });
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_nothing_else_happens()
    {
        var bytes = FormatSamples.List().Encode();
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= (byte)(1 << bit);
                try
                {
                    ListRecord.Decode(damaged);
                }
                catch (StoredFormatException)
                {
                    // What it is for.
                }
            }

            Assert.Throws<StoredFormatException>(() => ListRecord.Decode(bytes.AsSpan(0, at)));
        }
    }
}
