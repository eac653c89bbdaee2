using Recs.Training.Artefacts;
using Recs.Training.Data;
using Recs.Training.Data.Interactions;

namespace Recs.Training.Tests.Pipeline;

public sealed class ModelTrainerTests
{
    private static readonly Lazy<InteractionSet> Data = new(() => Shoppers.Walk());
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Files = new(() => Shoppers.Train(Data.Value));

    private static ModelArtefact Model => ArtefactReader.Read(Files.Value);

    [Fact]
    public void The_same_data_and_seed_give_the_same_bytes_for_any_number_of_threads()
    {
        var other = Shoppers.Train(Data.Value, Shoppers.Plan(threads: 3));
        Assert.Equal(Files.Value.Keys, other.Keys);
        Assert.All(Files.Value, file => Assert.True(file.Value.AsSpan().SequenceEqual(other[file.Key]), file.Key));
    }

    [Fact]
    public void The_order_in_which_events_are_read_does_not_matter()
    {
        var (forth, back) = (new InteractionBuilder(), new InteractionBuilder());
        string[] items = ["b", "a", "c"];
        for (var i = 0; i < 3; i++) forth.Add((ulong)i, items[i], InteractionKind.View, 10 - i);
        for (var i = 2; i >= 0; i--) back.Add((ulong)i, items[i], InteractionKind.View, 10 - i);
        back.Add(1, "a", InteractionKind.View, 9);
        var (a, b) = (forth.Build(), back.Build());
        Assert.Equal(["a", "b", "c"], a.Items);
        Assert.Equal(a.Items, b.Items);
        Assert.Equal(Rows(a.Histories), Rows(b.Histories));
    }

    [Fact]
    public void What_is_plain_is_learned_and_stands_beside_the_baselines()
    {
        var next = Model.Manifest.Evaluation["next"];
        Assert.True(next.Methods["blend"]["hr@10"].Value > 0.9, $"{next.Methods["blend"]["hr@10"]}");
        Assert.Contains("popularity", next.Methods.Keys);
        Assert.Contains("item-knn", next.Methods.Keys);
        Assert.True(next.Gate.OverBaseline.Low > 0);
        Assert.Contains("by time", next.Split, StringComparison.Ordinal);
        Assert.Equal(203, Model.Items.Count);
    }

    [Fact]
    public void The_products_of_a_walk_follow_each_other_in_the_lists()
    {
        var (items, model) = (Model.Items, Model);
        var from = items.ToList().IndexOf("t3-07");
        Assert.Equal("t3-08", items[model.Transitions!.ItemsOf(from)[0]]);
    }

    [Fact]
    public void Nothing_of_the_test_part_reaches_options_or_the_models_that_are_measured()
    {
        // What every other visitor does last is changed beyond recognition; what was searched and fitted before it must stay the same.
        var cut = TimeSplit.TimeOf(Data.Value.Histories, 0.9);
        var builder = new InteractionBuilder();
        for (var row = 0; row < Data.Value.Histories.Count; row++)
        {
            for (var k = 0; k < Data.Value.Histories.LengthOf(row); k++)
            {
                var (item, time) = (Data.Value.Histories[row][k], Data.Value.Histories.TimesOf(row)[k]);
                builder.Add((ulong)row + 1, Data.Value.Items[time < cut || row % 2 == 0 ? item : (item * 7) % Data.Value.Items.Count], InteractionKind.View, time);
            }
        }

        var other = Retrained(builder.Build());
        Assert.Equal(Options(Retrained(Viewed())), Options(other));
    }

    [Fact]
    public void A_model_that_has_seen_none_of_the_questions_is_asked_as_it_serves()
    {
        var later = Shoppers.Fill(Shoppers.Fill(new InteractionBuilder()), visitors: 300, seed: 2, start: 1_700_000_000_000 + (3_000 * Shoppers.Hour)).Build();
        var gate = ArtefactReader.Read(Shoppers.Train(later, serving: Model)).Manifest.Evaluation["next"].Gate;
        Assert.Equal(Model.Manifest.Version, gate.Serving);
        Assert.Contains("none of the questions", gate.How, StringComparison.Ordinal);
        Assert.True(gate.ServingValue > 0.5, $"{gate.ServingValue}");
    }

    [Fact]
    public void A_model_that_has_seen_the_questions_is_fitted_again_without_them()
    {
        var gate = ArtefactReader.Read(Shoppers.Train(Data.Value, serving: Model)).Manifest.Evaluation["next"].Gate;
        Assert.Contains("fitted on the same data", gate.How, StringComparison.Ordinal);
        Assert.Equal(gate.Model.Value, gate.ServingValue!.Value, 9);
        Assert.Equal(0, gate.OverServing!.Value.Low, 9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 5_000)]
    [InlineData(3, 4)]
    public void Where_there_is_too_little_the_error_says_what_there_was_and_what_is_needed(int visitors, int views)
    {
        var builder = new InteractionBuilder();
        for (var v = 0; v < visitors; v++)
        {
            for (var k = 0; k < views; k++) builder.Add((ulong)v, "only", InteractionKind.View, k);
        }

        var error = Assert.Throws<TrainingDataException>(() => Shoppers.Train(builder.Build()));
        Assert.Contains("100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_better_than_a_baseline_is_left_out_with_a_note()
    {
        // Orders of random pairs: nothing to learn from; the walks are as before.
        var random = new Random(5);
        var builder = Shoppers.Fill(new InteractionBuilder(), views: 2);
        for (var order = 0; order < 3_000; order++)
        {
            for (var line = 0; line < 2; line++) builder.Add((ulong)order + 7, Shoppers.Name(random.Next(8), random.Next(25)), InteractionKind.Purchase, 1_700_000_000_000 + (order * Shoppers.Hour / 2), (ulong)order + 1);
        }

        foreach (var visitor in Enumerable.Range(0, 400)) Walk(builder, visitor);
        var manifest = ArtefactReader.Read(Shoppers.Train(builder.Build())).Manifest;
        Assert.Null(manifest.Complements);
        Assert.Contains(manifest.Notes, n => n.Contains("complements is not in the model", StringComparison.Ordinal));
    }

    private static void Walk(InteractionBuilder builder, int visitor)
    {
        for (var k = 0; k < 12; k++) builder.Add((ulong)visitor + 100_000, Shoppers.Name(visitor % 8, (visitor + k) % 25), InteractionKind.View, 1_700_000_000_000 + (((visitor * 5) + k) * Shoppers.Hour));
    }

    private static InteractionSet Viewed()
    {
        var builder = new InteractionBuilder();
        for (var row = 0; row < Data.Value.Histories.Count; row++)
        {
            for (var k = 0; k < Data.Value.Histories.LengthOf(row); k++) builder.Add((ulong)row + 1, Data.Value.Items[Data.Value.Histories[row][k]], InteractionKind.View, Data.Value.Histories.TimesOf(row)[k]);
        }

        return builder.Build();
    }

    private static ModelArtefact Retrained(InteractionSet data) => ArtefactReader.Read(Shoppers.Train(data, Shoppers.Plan(trials: 4)));

    private static NextOptions Options(ModelArtefact model) => model.Manifest.Next!;

    private static List<int[]> Rows(Histories histories) => [.. Enumerable.Range(0, histories.Count).Select(r => histories[r].ToArray())];
}
