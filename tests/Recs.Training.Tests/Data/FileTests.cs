using System.IO.Compression;
using System.Text;
using Recs.TestKit;
using Recs.Training.Data;

namespace Recs.Training.Tests.Data;

public sealed class FileTests
{
    [Fact]
    public void Sequences_keep_their_order()
    {
        var (histories, items) = SequenceFile.Read(Given.File("u1 a b c\n\nu2  b\ta \r\n"));
        Assert.Equal(["a", "b", "c"], items.Ids);
        Assert.Equal([0, 1, 2], histories[0].ToArray());
        Assert.Equal([1, 0], histories[1].ToArray());
        Assert.False(histories.HasTimes);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("u1 a\nu2\n", "line 2: expected a user and at least one item, found only “u2”")]
    [InlineData("u1 a\nu1 b\n", "line 2: the user “u1” had a line before")]
    public void A_file_that_is_no_list_of_sequences_says_where_and_why(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<TrainingDataException>(() => SequenceFile.Read(Given.File(content))).Message, StringComparison.Ordinal);

    [Fact]
    public void Sessions_are_sorted_by_time_and_their_columns_found_by_name()
    {
        var items = new ItemVocabulary();
        var histories = SessionFile.Read(Given.File("Time\tItemId\tSessionId\n9.5\tb\ts2\n5\ty\ts1\n4\tx\ts1\n9.5\ta\ts2\n"), items);
        Assert.Equal(["y", "x"], new[] { items.Ids[histories[0][1]], items.Ids[histories[0][0]] });
        Assert.Equal(["b", "a"], histories[1].ToArray().Select(i => items.Ids[i]));
        Assert.Equal([4_000L, 5_000L], histories.TimesOf(0).ToArray());
    }

    [Theory]
    [InlineData("", "is empty; expected a header with the columns SessionId, ItemId, Time")]
    [InlineData("a\tb\n1\t2\n", "expected a header with the columns SessionId, ItemId, Time, found “a, b”")]
    [InlineData("SessionId\tItemId\tTime\n1\t2\n", "line 2: expected 3 columns separated by tabs, found 2")]
    [InlineData("SessionId\tItemId\tTime\n1\t2\tnoon\n", "line 2: expected Time in seconds since 1970, found “noon”")]
    [InlineData("SessionId\tItemId\tTime\n1\t\t5\n", "line 2: expected a SessionId and an ItemId, found an empty one")]
    public void A_file_that_holds_no_sessions_says_where_and_why(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<TrainingDataException>(() => SessionFile.Read(Given.File(content), new ItemVocabulary())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_or_damaged_file_is_named()
    {
        Assert.Contains("nowhere.txt cannot be read", Assert.Throws<TrainingDataException>(() => SequenceFile.Read("nowhere.txt")).Message, StringComparison.Ordinal);
        var file = Given.File("") + ".gz";
        using (var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_000).Select(u => $"u{u} a{u * 7 % 31} b{u * 11 % 97}\n"))));
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        Assert.Contains("is damaged after line", Assert.Throws<TrainingDataException>(() => SequenceFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_lose_their_last_items()
    {
        var shorter = Given.Rows(5, [0, 1, 2], [3], [4, 0]).WithoutLast(2);
        Assert.Equal([[0], [], []], Enumerable.Range(0, 3).Select(r => shorter[r].ToArray()));
    }

    [Fact]
    public void The_public_data_sets_read_as_described()
    {
        var beauty = SharedData.Find("amazon-beauty");
        var serenade = SharedData.Find("serenade-toy");
        Assert.SkipWhen(beauty is null || serenade is null, "The data sets beside the project are missing.");
        var (histories, items) = SequenceFile.Read(Path.Combine(beauty!, "Beauty.txt.gz"));
        Assert.Equal((22_363, 12_101, 198_502), (histories.Count, items.Count, histories.Interactions));
        var test = SessionFile.Read(Path.Combine(serenade!, "test.txt.gz"), new ItemVocabulary());
        Assert.Equal(931, Enumerable.Range(0, test.Count).Sum(s => test.LengthOf(s) - 1));
    }

    [Fact]
    public void Purchases_are_a_row_a_user_oldest_first_and_those_of_one_time_keep_the_order_of_the_file()
    {
        var items = new ItemVocabulary();
        var purchases = PurchaseFile.Read(Given.File("time\tuser_id\titem_id\n200\tu\ta\n100\tu\tb\n100\tu\tc\n50\tv\ta\n"), items);
        Assert.Equal(2, purchases.Count);
        Assert.Equal(["b", "c", "a"], purchases[0].ToArray().Select(i => items.Ids[i]));
        Assert.Equal([100_000, 100_000, 200_000], purchases.TimesOf(0));
    }

    [Theory]
    [InlineData("user_id\titem_id\ttime\n1\t2\tyesterday\n", "line 2: expected time in whole seconds since 1970, found “yesterday”")]
    [InlineData("user_id\titem_id\ttime\n\t2\t3\n", "line 2: expected a user_id and an item_id, found an empty one")]
    [InlineData("user_id\titem_id\ttime\n", "holds no purchases")]
    [InlineData("", "is empty; expected a header with the columns user_id, item_id, time")]
    public void What_is_wrong_with_purchases_is_said(string content, string words) => Assert.Contains(
        words, Assert.Throws<TrainingDataException>(() => PurchaseFile.Read(Given.File(content), new ItemVocabulary())).Message, StringComparison.Ordinal);

    [Fact]
    public void Relations_name_items_and_no_item_is_its_own()
    {
        var items = new ItemVocabulary();
        var truth = RelationFile.Read(Given.File("item_id\tr_complement\tr_substitute\na\t[b, 'c', a]\t[]\nb\t[]\t[c]\n"), items);
        Assert.Equal(["b", "c"], truth.Complements[0].Select(i => items.Ids[i]).Order());
        Assert.Empty(truth.Substitutes[0]);
    }

    [Theory]
    [InlineData("item_id\tr_complement\tr_substitute\na\tb\t[]\n", "line 2: expected a list “[item, …]” as r_complement, found “b”")]
    [InlineData("item_id\tr_complement\tr_substitute\na\t[]\t[]\na\t[]\t[]\n", "line 3: the item “a” had a line before")]
    public void What_is_wrong_with_relations_is_said(string content, string words) => Assert.Contains(
        words, Assert.Throws<TrainingDataException>(() => RelationFile.Read(Given.File(content), new ItemVocabulary())).Message, StringComparison.Ordinal);
}
