using Recs.Training.Models.Blending;
using Recs.Training.Models.Complements;
using Recs.Training.Models.Factors;
using Recs.Training.Models.ItemNeighbours;
using Recs.Training.Models.NextItems;
using Recs.Training.Models.SessionNeighbours;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Search;

/// <summary>The ranges in which options are searched: the same for every data set.</summary>
public static class SearchSpaces
{
    public static TransitionOptions Transitions(Draws draws, TransitionOptions best) => best with
    {
        Window = draws.Choice(best.Window, 5, 10, 20, 40, 80),
        GapExponent = draws.Between(best.GapExponent, 0.2, 1.2),
        LengthExponent = draws.Between(best.LengthExponent, 0, 0.5),
        Backward = draws.Between(best.Backward, 0, 0.6),
        FromExponent = draws.Between(best.FromExponent, 0, 0.6),
        ToExponent = draws.Between(best.ToExponent, 0, 0.4),
        Neighbours = draws.Choice(best.Neighbours, 100, 200, 400),
        Recency = draws.Between(best.Recency, 0.3, 0.9),
        LastItems = draws.Choice(best.LastItems, 5, 10, 20),
    };

    public static ItemKnnOptions ItemNeighbours(Draws draws, ItemKnnOptions best) => best with
    {
        Shrink = draws.LogBetween(best.Shrink, 1, 100),
        Neighbours = draws.Choice(best.Neighbours, 50, 100, 200, 400),
        Recency = draws.Between(best.Recency, 0.3, 1),
    };

    public static SessionKnnOptions SessionNeighbours(Draws draws, SessionKnnOptions best) => best with
    {
        Sessions = draws.Choice(best.Sessions, 100, 250, 500, 1_000, 2_000),
        Neighbours = draws.Choice(best.Neighbours, 50, 100, 250, 500, 1_000),
        LastItems = draws.Choice(best.LastItems, 1, 2, 3, 4, 6, 8, 12),
        Rarity = draws.Choice(best.Rarity, 0, 0.5, 1, 2),
        StepWeight = draws.Choice(best.StepWeight, 0, 0.1, 0.2),
    };

    public static ComplementOptions Complements(Draws draws, ComplementOptions best) => best with
    {
        Across = draws.Between(best.Across, 0, 1),
        DayExponent = draws.Between(best.DayExponent, 0.1, 1),
        LineExponent = draws.Choice(best.LineExponent, 0, 0.5, 1, 1.5),
        LengthExponent = draws.Between(best.LengthExponent, 0, 1),
        HalfLife = draws.Choice(best.HalfLife, 0, 45, 90, 180, 365, 730),
        FromExponent = draws.Between(best.FromExponent, 0.1, 0.9),
        ToExponent = draws.Between(best.ToExponent, 0.1, 0.6),
        Shrink = draws.LogBetween(best.Shrink, 1, 100),
        SecondHop = draws.Choice(best.SecondHop, 0, 0.1, 0.2, 0.5, 1),
        Neighbours = draws.Choice(best.Neighbours, 50, 100, 200, 400),
    };

    public static AlsOptions Factors(Draws draws, AlsOptions best) => best with
    {
        Unobserved = draws.LogBetween(best.Unobserved, 0.0003, 0.03),
        Regularisation = draws.LogBetween(best.Regularisation, 0.001, 0.1),
        Recency = draws.Between(best.Recency, 0.2, 0.8),
    };

    public static NextItemOptions NextItems(Draws draws, NextItemOptions best) => best with
    {
        Ages = draws.Choice(best.Ages, 1, 2, 3, 4, 6),
        Weight = draws.Between(best.Weight, 0, 0.6),
        Decay = draws.Between(best.Decay, 0.4, 1),
        LastShrink = draws.LogBetween(best.LastShrink, 0.03, 10),
        Shrink = draws.LogBetween(best.Shrink, 0.3, 300),
        Seen = draws.Choice(best.Seen, 0.3, 0.5, 0.7, 1, 1.5, 2),
        HalfLife = draws.Choice(best.HalfLife, 0, 0.1, 0.25, 0.5, 1),
    };

    public static SupportOptions Support(Draws draws, SupportOptions best) => best with
    {
        Sessions = draws.LogBetween(best.Sessions, 0.01, 100),
        Content = draws.LogBetween(best.Content, 0.01, 1),
    };

    public static BlendOptions Blend(Draws draws, BlendOptions best) => best with
    {
        Floor = draws.LogBetween(best.Floor, 0.002, 0.2),
        Weight = draws.LogBetween(best.Weight, 0.3, 10),
    };
}
