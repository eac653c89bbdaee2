using Recs.Training.Data;
using Recs.Training.Models.Content;

namespace Recs.Training.Tests.Models;

public sealed class ContentModelTests
{
    [Fact]
    public void Words_are_those_of_category_and_above_brand_title_and_attributes() => Assert.Equal(
        ["category:Home", "category:Home > Mugs", "brand:Acme", "word:red", "word:tea", "word:mug", "colour=red"],
        ItemFeatures.WordsOf("Home > Mugs", "Acme", "Red tea-mug!", [new("colour", "red")]));

    [Fact]
    public void A_product_nobody_has_taken_stands_beside_those_it_is_like()
    {
        var features = new ItemFeatures();
        string[] titles = ["red tea mug", "blue tea mug", "red tea pot", "garden gnome", "garden hose", "red tea mug large"];
        for (var i = 0; i < titles.Length; i++) features.Set(i, ItemFeatures.WordsOf(null, null, titles[i], []));
        var model = ContentModel.Fit(features, titles.Length, new ContentOptions { Common = 1 });
        Assert.Equal(5, model.Lists.ItemsOf(0)[0]);
        Assert.DoesNotContain(3, model.Lists.ItemsOf(0).ToArray());
        Assert.Equal([4], model.Lists.ItemsOf(3));
        var scores = new float[titles.Length];
        model.CreateScorer().Score([3, 0], scores);
        Assert.True(scores[5] > scores[4] && scores[4] > 0);
    }

    [Fact]
    public void The_cosine_weighs_words_by_their_rarity()
    {
        var features = new ItemFeatures();
        features.Set(0, ["a", "b"]);
        features.Set(1, ["a", "b"]);
        features.Set(2, ["a", "c"]);
        features.Set(3, ["d"]);
        var lists = ContentModel.Fit(features, 4, new ContentOptions { Common = 1 }).Lists;
        var (a, b, c) = (Math.Log(4 / 3.0), Math.Log(2), Math.Log(4));
        Assert.Equal(1, lists.WeightsOf(0)[0], 5);
        Assert.Equal(a * a / Math.Sqrt(((a * a) + (b * b)) * ((a * a) + (c * c))), lists.WeightsOf(0)[1], 5);
    }

    [Fact]
    public void Items_not_told_of_have_no_list_and_do_no_harm()
    {
        var model = ContentModel.Fit(new ItemFeatures(), 3, new ContentOptions(), threads: 2);
        var scores = new float[3];
        model.CreateScorer().Score([0, 2, 99], scores);
        Assert.All(scores, s => Assert.Equal(0, s));
    }
}
