using Recs.Cli.OnlineRetail.Catalogue;

namespace Recs.Cli.Tests.OnlineRetail.Catalogue;

public sealed class CategoryFinderTests
{
    [Theory]
    [InlineData("WHITE HANGING HEART T-LIGHT HOLDER", "Candles & Lighting > T-Light Holder")]
    [InlineData("JAM MAKING SET WITH JARS", "Kitchen & Dining > Jam Jar")]
    [InlineData("JUMBO BAG 50'S CHRISTMAS", "Bags & Purses > Jumbo Bag")]
    [InlineData("GREEN REGENCY TEACUP AND SAUCER", "Kitchen & Dining > Cup & Saucer")]
    [InlineData("MUG , DOTCOMGIFTSHOP.COM", "Kitchen & Dining > Mug")]
    public void The_kind_named_by_most_words_wins(string description, string category) => Assert.Equal(category, CategoryFinder.Find(description));

    [Theory]
    [InlineData("RED HARMONICA IN BOX", "Toys & Games > Musical Toy")]
    [InlineData("LUNCH BOX WITH CUTLERY RETROSPOT", "Kitchen & Dining > Lunch Box")]
    [InlineData("PLASTERS IN TIN SKULLS", "Bath & Wellbeing > Plasters & First Aid")]
    [InlineData("PINK BUTTERFLY HANDBAG W BOBBLES", "Bags & Purses > Handbag")]
    public void What_a_product_is_stands_before_with_in_and_for(string description, string category) => Assert.Equal(category, CategoryFinder.Find(description));

    [Theory]
    [InlineData("CARD PARTY GAMES", "Cards & Gift Wrap > Greeting Card")]
    [InlineData("WRAP CHRISTMAS SCREEN PRINT", "Cards & Gift Wrap > Gift Wrap")]
    [InlineData("SET/4 BADGES BALLOON GIRL", "Toys & Games > Badges")]
    [InlineData("FELTCRAFT CUSHION OWL", "Stationery & Craft > Feltcraft")]
    public void Some_kinds_lead_the_description_after_counts(string description, string category) => Assert.Equal(category, CategoryFinder.Find(description));

    [Theory]
    [InlineData("HEART WOODEN CHRISTMAS DECORATION", "Christmas > Christmas Decoration")]
    [InlineData("HOME SWEET HOME HANGING HEART", "Decorations > Hanging Decoration")]
    [InlineData("BOX OF 6 ASSORTED COLOUR TEASPOONS", "Kitchen & Dining > Cutlery")]
    [InlineData("PAPER BUNTING RETROSPOT", "Party > Bunting")]
    public void Weak_words_count_only_where_no_department_claims_the_product(string description, string category) =>
        Assert.Equal(category, CategoryFinder.Find(description));

    [Theory]
    [InlineData("GAOLERS KEYS DECORATIVE GARDEN")]
    [InlineData("?")]
    [InlineData("")]
    public void What_nobody_claims_has_no_department(string description) => Assert.Null(CategoryFinder.Find(description));

    [Fact]
    public void Every_phrase_of_the_table_by_itself_names_its_own_category()
    {
        var strangers = Departments.Phrases
            .Select(p => (Text: string.Join(' ', p.Parts.SelectMany(w => w)), p.Category))
            .Where(p => CategoryFinder.Find(p.Text) != p.Category)
            .Select(p => $"{p.Text}: {p.Category}, found {CategoryFinder.Find(p.Text)}").ToList();
        Assert.True(strangers.Count == 0, string.Join('\n', strangers));
    }

    [Fact]
    public void Every_category_of_the_table_is_a_department_and_a_leaf() =>
        Assert.All(Departments.Phrases, p => Assert.Matches("^[A-Z][^>]+ > [A-Z][^>]+$", p.Category));

    [Fact]
    public void No_phrase_stands_for_two_categories()
    {
        var twice = Departments.Phrases.GroupBy(p => (p.Leading, string.Join('+', p.Parts.Select(w => string.Join(' ', w)))))
            .Where(g => g.Select(p => p.Category).Distinct().Count() > 1).Select(g => g.Key.Item2);
        Assert.Empty(twice);
    }
}
