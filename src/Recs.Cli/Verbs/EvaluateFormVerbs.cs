using System.CommandLine;
using Recs.Cli.Evaluation;
using Recs.Cli.Evaluation.Forms;
using Recs.Cli.OnlineRetail;
using Recs.Cli.Output;
using Recs.Training.Evaluation;

namespace Recs.Cli.Verbs;

/// <summary><c>recs evaluate cross-sell</c> and <c>recs evaluate up-sell</c>: the forms themselves, over live counts, on real data.</summary>
internal static class EvaluateFormVerbs
{
    public static Verb CrossSell(TimeProvider clock, Func<bool, Func<IProgressDisplay, EvaluationReport>, Task<int>> run)
    {
        var paths = new Argument<string[]>("folder|file") { Description = "The folder of the monthly files of Online Retail (UCI 352), or such files.", Arity = ArgumentArity.OneOrMore };
        var from = Day("--from", "The first day that is predicted; what lies before is counted.", new DateOnly(2011, 11, 1));
        var seed = new Option<int>("--seed") { Description = "Chooses the hidden products.", HelpName = "n", DefaultValueFactory = _ => 1 };
        var json = CommonOptions.Json();
        var verb = new Verb("cross-sell", "Hide one product of each later basket and ask cross_sell for it, the rest of the basket in the cart; item neighbours beside it.",
            "recs evaluate cross-sell ../shared/data/online-retail")
        {
            paths, from, seed, json,
        };
        verb.SetAction((parsed, cancel) => run(parsed.GetValue(json), progress =>
        {
            var day = LondonTime.ToInstant(parsed.GetValue(from).ToDateTime(TimeOnly.MinValue));
            var baskets = RetailBaskets.Read(RetailFiles.Find(parsed.GetRequiredValue(paths)), day, progress, cancel);
            if (baskets.Later.Count == 0 || baskets.Before.Count == 0)
                throw new CliException(ExitCodes.Failed, $"There must be baskets before {parsed.GetValue(from):yyyy-MM-dd} and from that day on; {baskets.Before.Count} and {baskets.Later.Count} were found. Choose another day with --from.");
            return new CrossSellEvaluation(baskets, parsed.GetValue(seed), clock, progress).Run(cancel);
        }));
        return verb;
    }

    public static Verb UpSell(TimeProvider clock, Func<bool, Func<IProgressDisplay, EvaluationReport>, Task<int>> run)
    {
        var file = new Argument<string>("file") { Description = "The clicks of e-shop clothing 2008 (UCI 553); plain or .gz." };
        var (from, json) = (Day("--from", "The first day that is predicted; what lies before is counted.", new DateOnly(2008, 8, 1)), CommonOptions.Json());
        var verb = new Verb("up-sell", "Ask up_sell for every next click that is 10 to 60 % dearer in the same category, given the last click; transitions beside it.",
            "recs evaluate up-sell ../shared/data/eshop-clothing/eshop_clothing_2008.csv.gz")
        {
            file, from, json,
        };
        verb.SetAction((parsed, cancel) => run(parsed.GetValue(json), progress =>
            new UpSellEvaluation(ClothingClicks.Read(parsed.GetRequiredValue(file)), parsed.GetValue(from), clock, progress).Run(cancel)));
        return verb;
    }

    public static Verb NextClick(Func<bool, Func<IProgressDisplay, EvaluationReport>, Task<int>> run)
    {
        var file = new Argument<string>("file") { Description = "The clicks of e-shop clothing 2008 (UCI 553); plain or .gz." };
        var (from, options, json) = (Day("--from", "The first day that is predicted; what lies before is trained on.", new DateOnly(2008, 8, 1)), new EvaluateOptions(), CommonOptions.Json());
        var verb = new Verb("next-click", "Predict every next click on another product; what is known of the products may be used.",
            "recs evaluate next-click ../shared/data/eshop-clothing/eshop_clothing_2008.csv.gz --trials 10")
        {
            file, from, options.Trials, options.Seed, options.Threads, json,
        };
        verb.SetAction((parsed, cancel) => run(parsed.GetValue(json), progress => NextClickEvaluation.Run(
            ClothingClicks.Read(parsed.GetRequiredValue(file)), parsed.GetValue(from), options.Plan(parsed), new EvaluationProgress(progress), cancel)));
        return verb;
    }

    private static Option<DateOnly> Day(string name, string description, DateOnly usual) =>
        new(name) { Description = description, HelpName = "day", DefaultValueFactory = _ => usual };
}
