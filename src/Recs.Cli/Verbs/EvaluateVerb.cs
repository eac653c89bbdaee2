using System.CommandLine;
using Recs.Cli.Evaluation;
using Recs.Cli.Output;
using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Cli.Verbs;

/// <summary><c>recs evaluate</c>: how well each method would have recommended, beside the baselines.</summary>
internal static class EvaluateVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var verb = new Verb("evaluate", "Measure methods of recommendation on a data set, the baselines beside them: full catalogue, options searched on validation only.",
            "recs evaluate sequences ../shared/data/amazon-beauty/Beauty.txt.gz",
            "recs evaluate sessions train.txt.gz valid.txt.gz test.txt.gz --json",
            "recs evaluate relations ../shared/data/amazon-grocery-relations",
            "recs evaluate next-click ../shared/data/eshop-clothing/eshop_clothing_2008.csv.gz",
            "recs evaluate cross-sell ../shared/data/online-retail",
            "recs evaluate up-sell ../shared/data/eshop-clothing/eshop_clothing_2008.csv.gz");
        verb.Subcommands.Add(Sequences(console, clock));
        verb.Subcommands.Add(Sessions(console, clock));
        verb.Subcommands.Add(EvaluateRelationsVerb.Create((json, evaluate) => RunAsync(console, clock, json, evaluate)));
        verb.Subcommands.Add(EvaluateFormVerbs.NextClick((json, evaluate) => RunAsync(console, clock, json, evaluate)));
        verb.Subcommands.Add(EvaluateFormVerbs.CrossSell(clock, (json, evaluate) => RunAsync(console, clock, json, evaluate)));
        verb.Subcommands.Add(EvaluateFormVerbs.UpSell(clock, (json, evaluate) => RunAsync(console, clock, json, evaluate)));
        return verb;
    }

    private static Verb Sequences(CliConsole console, TimeProvider clock)
    {
        var file = new Argument<string>("file") { Description = "One user per line, “user item item …” in time order; plain or .gz." };
        var (options, json) = (new EvaluateOptions(), CommonOptions.Json());
        var verb = new Verb("sequences", "Leave the last item of each sequence out and predict it. Not a time split: the file has no times.",
            "recs evaluate sequences ../shared/data/amazon-beauty/Beauty.txt.gz --trials 20 --factors 128")
        {
            file, options.Trials, options.Factors, options.Seed, options.Threads, json,
        };
        verb.SetAction((parsed, cancel) => RunAsync(console, clock, parsed.GetValue(json), progress =>
        {
            var (histories, _) = SequenceFile.Read(parsed.GetRequiredValue(file));
            return new SequenceEvaluation(histories, options.Plan(parsed), new EvaluationProgress(progress)).Run(cancel);
        }));
        return verb;
    }

    private static Verb Sessions(CliConsole console, TimeProvider clock)
    {
        var train = File("train", "Clicks to fit on: SessionId, ItemId and Time, separated by tabs, with a header; plain or .gz.");
        var validation = File("valid", "Later clicks, to search options on.");
        var test = File("test", "Still later clicks, to be predicted.");
        var (options, json) = (new EvaluateOptions(), CommonOptions.Json());
        var verb = new Verb("sessions", "Predict every next click of later sessions.",
            "recs evaluate sessions ../shared/data/serenade-toy/train.txt.gz ../shared/data/serenade-toy/valid.txt.gz ../shared/data/serenade-toy/test.txt.gz")
        {
            train, validation, test, options.Trials, options.Seed, options.Threads, json,
        };
        verb.SetAction((parsed, cancel) => RunAsync(console, clock, parsed.GetValue(json), progress =>
        {
            var items = new ItemVocabulary();
            var (first, second) = (SessionFile.Read(parsed.GetRequiredValue(train), items), SessionFile.Read(parsed.GetRequiredValue(validation), items));
            var third = SessionFile.Read(parsed.GetRequiredValue(test), items);
            return new SessionEvaluation(first, second, third, options.Plan(parsed), new EvaluationProgress(progress)).Run(cancel);
        }));
        return verb;
    }

    private static Argument<string> File(string name, string description) => new(name) { Description = description };

    private static async Task<int> RunAsync(CliConsole console, TimeProvider clock, bool json, Func<IProgressDisplay, EvaluationReport> evaluate)
    {
        var started = clock.GetTimestamp();
        var report = await ProgressDisplays.RunAsync(console, json, progress => Task.Run(() => evaluate(progress)));
        if (json) console.WriteJson(EvaluationJson.Write(report, clock.GetElapsedTime(started)));
        else EvaluationTables.Write(console.Out, report);
        return ExitCodes.Ok;
    }
}
