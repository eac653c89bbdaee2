using Recs.Training.Data;
using Recs.Training.Models;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Complements;
using Recs.Training.Models.Factors;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.NextItems;
using Recs.Training.Models.Popularity;
using Recs.Training.Models.SessionNeighbours;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Tests.Models;

/// <summary>What every model keeps to.</summary>
public sealed class ModelTests
{
    private static readonly Dictionary<string, Func<Histories, int, IModel>> Fits = new()
    {
        ["popularity"] = (h, _) => PopularityModel.Fit(h),
        ["item-knn"] = (h, threads) => ItemKnnModel.Fit(h, new ItemKnnOptions { Recency = 0.8 }, threads),
        ["transitions"] = (h, threads) => TransitionModel.Fit(h, new TransitionOptions(), threads),
        ["session-knn"] = (h, _) => SessionKnnModel.Fit(h, new SessionKnnOptions()),
        ["als"] = (h, threads) => AlsModel.Fit(h, new AlsOptions { Factors = 12 }, threads),
        ["next-items"] = (h, threads) => NextItemModel.Fit(h, new NextItemOptions { Seen = 0.5 }, threads),
        ["complements"] = (h, threads) => ComplementModel.Fit(Given.Timed(h), new ComplementOptions { HalfLife = 5 }, threads),
        ["supported"] = (h, threads) => new SupportedModel(
            NextItemModel.Fit(h, new NextItemOptions(), threads), (SessionKnnModel.Fit(h, new SessionKnnOptions()), 0.5), (PopularityModel.Fit(h), 0)),
        ["blend"] = (h, threads) => new BlendModel(
            TransitionModel.Fit(h, new TransitionOptions(), threads), AlsModel.Fit(h, new AlsOptions { Factors = 12 }, threads), new BlendOptions()),
    };

    public static TheoryData<string> All => [.. Fits.Keys];

    // The next item alone is no taste: of what comes two steps later it says nothing.
    public static TheoryData<string> Personal => [.. Fits.Keys.Where(n => n is not ("popularity" or "next-items"))];

    [Theory]
    [MemberData(nameof(Personal))]
    public void Items_of_the_visitors_own_kind_stand_before_all_others(string name)
    {
        var train = Given.Checkerboard();
        var scores = Scores(Fits[name](train, 2), [2, 4, 6]);
        var even = Enumerable.Range(0, 20).Select(i => 2 * i).Where(i => i is > 6 and < 12).Min(i => scores[i]);
        Assert.True(even > Enumerable.Range(0, 20).Max(i => scores[(2 * i) + 1]), "An item of the other kind stands before one of the own.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        var train = Given.Checkerboard(visitors: 300);
        Assert.Equal(Scores(Fits[name](train, 1), [1, 3, 5, 7]), Scores(Fits[name](train, 4), [1, 3, 5, 7]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_scorer_that_is_used_again_says_what_a_new_one_says(string name)
    {
        var model = Fits[name](Given.Checkerboard(), 1);
        var scorer = model.CreateScorer();
        var scores = new float[model.ItemCount];
        foreach (var history in new int[][] { [1, 3], [], [0], [38, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16], [2, 2, 2] })
        {
            scorer.Score(history, scores);
            Assert.Equal(Scores(model, history), scores);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Sparse_data_give_numbers(string name)
    {
        Histories[] sparse = [Given.Rows(0), Given.Rows(1, [0]), Given.Rows(3, [0, 0, 0]), Given.Rows(2, [], [], [1]), Given.Rows(4, [0, 1, 2, 3])];
        foreach (var train in sparse)
        {
            var model = Fits[name](train, 1);
            foreach (var history in new int[][] { [], [0], [0, 1], [99] })
                Assert.All(Scores(model, history), s => Assert.True(float.IsFinite(s), $"{name} says {s} of {train.Interactions} interactions."));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Work_that_is_stopped_stops(string name)
    {
        if (name is "popularity" or "session-knn" or "blend" or "supported") return;
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var train = Given.Checkerboard();
        Assert.ThrowsAny<OperationCanceledException>(() => name switch
        {
            "als" => (IModel)AlsModel.Fit(train, new AlsOptions { Factors = 4 }, 1, null, stopped.Token),
            "next-items" => NextItemModel.Fit(train, new NextItemOptions(), 1, null, stopped.Token),
            "complements" => ComplementModel.Fit(Given.Timed(train), new ComplementOptions(), 1, null, stopped.Token),
            "item-knn" => ItemKnnModel.Fit(train, new ItemKnnOptions(), 1, null, stopped.Token),
            _ => TransitionModel.Fit(train, new TransitionOptions(), 1, null, stopped.Token),
        });
    }

    private static float[] Scores(IModel model, int[] history)
    {
        var scores = new float[model.ItemCount];
        model.CreateScorer().Score(history, scores);
        return scores;
    }
}
