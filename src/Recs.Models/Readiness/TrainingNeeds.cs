using Recs.Core;
using Recs.Training.Pipeline;

namespace Recs.Models.Readiness;

/// <summary>What <c>recs train</c> needs: of each part so many test questions, which are the newest share of all.</summary>
internal static class TrainingNeeds
{
    public static IReadOnlyList<TrainingReadiness> Of(ReadinessScan scan, TrainingPlan plan)
    {
        var (now, need) = (scan.Until ?? Instant.MinValue, (long)Math.Ceiling(plan.LeastQuestions / plan.TestShare));
        return
        [
            Part("next", "steps of visitors from one product to another", scan.Steps.All),
            Part("complements", "baskets of two or more products", scan.Baskets.All),
        ];

        TrainingReadiness Part(string part, string what, Pace pace)
        {
            var needed = Needs.Of(what, pace, need, now);
            var questions = (long)(pace.Total * plan.TestShare);
            var why = $"About {Math.Min(questions, plan.TestQuestions):N0} of {plan.LeastQuestions:N0} test questions, the newest {plan.TestShare:P0}: {needed.Text}.";
            return new TrainingReadiness(part, needed.Have >= needed.Need, why, [needed]);
        }
    }
}
