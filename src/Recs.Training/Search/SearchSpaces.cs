using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.SessionNeighbours;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Search;

/// <summary>The ranges in which options are searched: the same for every data set.</summary>
public static class SearchSpaces
{
    public static TransitionOptions Transitions(Random random) => new()
    {
        Window = random.Choice(5, 10, 20, 40, 80),
        GapExponent = random.Between(0.2, 1.2),
        LengthExponent = random.Between(0, 0.5),
        Backward = random.Between(0, 0.6),
        FromExponent = random.Between(0, 0.6),
        ToExponent = random.Between(0, 0.4),
        Neighbours = random.Choice(100, 200, 400),
        Recency = random.Between(0.3, 0.9),
        LastItems = random.Choice(5, 10, 20),
    };

    public static ItemKnnOptions ItemNeighbours(Random random) => new()
    {
        Shrink = random.LogBetween(1, 100),
        Neighbours = random.Choice(50, 100, 200, 400),
        Recency = random.Between(0.3, 1),
    };

    public static SessionKnnOptions SessionNeighbours(Random random) => new()
    {
        Sessions = random.Choice(100, 250, 500, 1_000, 2_000),
        Neighbours = random.Choice(50, 100, 250, 500, 1_000),
        LastItems = random.Choice(1, 2, 3, 4, 6, 8, 12),
        Rarity = random.Choice(0, 0.5, 1, 2),
        StepWeight = random.Choice(0, 0.1, 0.2),
    };

    public static AlsOptions Factors(Random random, int factors) => new()
    {
        Factors = factors,
        Unobserved = random.LogBetween(0.0003, 0.03),
        Regularisation = random.LogBetween(0.001, 0.1),
        Recency = random.Between(0.2, 0.8),
    };

    public static BlendOptions Blend(Random random) => new()
    {
        Floor = random.LogBetween(0.002, 0.2),
        Weight = random.LogBetween(0.3, 10),
    };
}
