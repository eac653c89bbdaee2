using Recs.Models.Registry;
using Recs.Training.Artefacts;

namespace Recs.Models.Tests;

public sealed class GateTests
{
    private static readonly ModelManifest Serving = Made.Manifest("serving");

    [Fact]
    public void The_first_model_must_surely_beat_the_best_baseline()
    {
        Assert.Empty(ModelGate.Objections(Made.Manifest("a", overBaseline: new(0.02, 0.001, 0.04)), null));
        Assert.Contains("not surely better than item-knn", Assert.Single(ModelGate.Objections(Made.Manifest("a", overBaseline: new(0.02, 0, 0.04)), null)), StringComparison.Ordinal);
        Assert.Single(ModelGate.Objections(Made.Manifest("a", overBaseline: new(0.02, double.NaN, 0.04)), null));
    }

    [Theory]
    [InlineData(-0.002, true)]
    [InlineData(-0.0021, false)]
    [InlineData(double.NaN, false)]
    public void A_later_one_may_be_one_per_cent_worse_than_what_serves_at_the_lower_bound(double low, bool passes)
    {
        var model = Made.Manifest("a", serving: "serving", servingValue: 0.2, overServing: new(0.01, low, 0.02));
        Assert.Equal(passes, ModelGate.Objections(model, Serving).Count == 0);
    }

    [Fact]
    public void One_measured_against_another_model_than_serves_must_be_trained_again()
    {
        Assert.Contains("train again", Assert.Single(ModelGate.Objections(Made.Manifest("a"), Serving)), StringComparison.Ordinal);
        var stale = Made.Manifest("a", serving: "older", servingValue: 0.2, overServing: new(0.1, 0.05, 0.2));
        Assert.Contains("against older, while serving serves", Assert.Single(ModelGate.Objections(stale, Serving)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_lacks_what_the_serving_one_has_is_told_of()
    {
        var serving = Serving with { Evaluation = new Dictionary<string, PartEvaluation>(Serving.Evaluation) { ["complements"] = Serving.Evaluation["next"] } };
        var model = Made.Manifest("a", serving: "serving", servingValue: 0.2, overServing: new(0.1, 0.05, 0.2));
        Assert.Contains("complements", Assert.Single(ModelGate.Objections(model, serving)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_much_less_data_than_serves_is_told_of()
    {
        var model = Made.Manifest("a", serving: "serving", servingValue: 0.2, overServing: new(0.1, 0.05, 0.2));
        Assert.Contains("train on as many", Assert.Single(ModelGate.Objections(model, Serving with { Data = Serving.Data with { Interactions = 3 } })), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_was_never_measured_does_not_pass() =>
        Assert.Single(ModelGate.Objections(Serving with { Evaluation = new Dictionary<string, PartEvaluation>() }, null));
}
