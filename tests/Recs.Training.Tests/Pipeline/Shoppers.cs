using System.Globalization;
using Recs.Training.Data.Interactions;
using Recs.Training.Evaluation;
using Recs.Training.Pipeline;

namespace Recs.Training.Tests.Pipeline;

/// <summary>
/// Shoppers of whom it is plain what they do next: each has one of eight tastes, walks through the products of it in order, a view an
/// hour, and every third hour orders a product and its neighbour: for long in two orders, each beside some wrapping, of late in one, so
/// that baskets alone tell little of what goes together.
/// </summary>
internal static class Shoppers
{
    public const long Hour = 3_600_000;

    public static InteractionSet Walk(int visitors = 400, int tastes = 8, int products = 25, int views = 14, int seed = 1, long start = 1_700_000_000_000, bool backwards = false) =>
        Fill(new InteractionBuilder(), visitors, tastes, products, views, seed, start, backwards).Build();

    public static InteractionBuilder Fill(InteractionBuilder builder, int visitors = 400, int tastes = 8, int products = 25, int views = 14, int seed = 1, long start = 1_700_000_000_000, bool backwards = false)
    {
        var random = new Random(seed);
        for (var visitor = 0; visitor < visitors; visitor++)
        {
            var (taste, at, time) = (random.Next(tastes), random.Next(products), start + (random.Next(2_000) * Hour));
            for (var view = 0; view < views; view++, time += Hour)
            {
                var steps = random.Next(5) == 0 ? 2 : 1;
                at = (at + (backwards ? products - steps : steps)) % products;
                builder.Add(Key(visitor), Name(taste, at), InteractionKind.View, time);
                if (view % 3 != 2) continue;
                var (order, together) = ((ulong)((visitor * 100) + (2 * view) + 1), time > start + (1_650 * Hour));
                builder.Add(Key(visitor), Name(taste, at), InteractionKind.Purchase, time + 1, order);
                builder.Add(Key(visitor), Name(taste, (at + 1) % products), InteractionKind.Purchase, time + (together ? 1 : 2), order + (together ? 0 : 1UL));
                if (together) continue;
                builder.Add(Key(visitor), $"wrapping-{random.Next(3)}", InteractionKind.Purchase, time + 1, order);
                builder.Add(Key(visitor), $"wrapping-{random.Next(3)}", InteractionKind.Purchase, time + 2, order + 1);
            }
        }

        return builder;
    }

    public static ulong Key(int visitor) => 0x9E3779B97F4A7C15UL * (ulong)(visitor + 1);

    public static string Name(int taste, int product) => string.Create(CultureInfo.InvariantCulture, $"t{taste}-{product:00}");

    public static TrainingPlan Plan(int threads = 1, int trials = 2) =>
        new() { Search = new EvaluationPlan { Factors = 12, Trials = trials, Threads = threads, Draws = 200, SearchQuestions = 1_000 } };

    public static IReadOnlyDictionary<string, byte[]> Train(InteractionSet data, TrainingPlan? plan = null, Recs.Training.Artefacts.ModelArtefact? serving = null) =>
        new ModelTrainer(data, plan ?? Plan(), new Silence()).Train(serving, CancellationToken.None);

    private sealed class Silence : IEvaluationProgress, IProgress<long>
    {
        public IProgress<long> Begin(string what, long total) => this;

        public void Report(long value)
        {
        }
    }
}
