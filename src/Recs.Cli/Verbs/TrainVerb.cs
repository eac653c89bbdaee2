using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.Models;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Training.Pipeline;

namespace Recs.Cli.Verbs;

/// <summary><c>recs train</c>: a model from the log of the data folder, or by the server that holds it.</summary>
internal static class TrainVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var options = new EvaluateOptions();
        var usual = new TrainingPlan();
        var factors = CommonOptions.Number("--factors", "Dimensions of the factors.", usual.Search.Factors, 1, 1_024);
        var most = CommonOptions.Number("--max-interactions", "Of more interactions than this the newest are trained on.", 50_000_000, 1_000, int.MaxValue);
        var output = new Option<string?>("--out") { Description = "Also write the model to this new folder, as plain files.", HelpName = "folder" };
        var publish = new Option<bool>("--publish") { Description = "Let it serve, if the gate has nothing against it." };
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb(
            "train",
            "Train a model from the log: options searched on a validation part, measured on the newest part beside the baselines and the model that serves, then fitted again on everything and kept. While a server holds the folder, it trains.",
            "recs train --data data/small --trials 5",
            "recs train --data data/small --trials 3 --factors 32 --seed 2 --out models/today --json")
        {
            options.Trials, factors, options.Seed, options.Threads, most, output, publish, data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var plan = usual with { Search = options.Plan(parsed) with { Factors = parsed.GetValue(factors) } };
            var (folder, shop) = (parsed.GetRequiredValue(data), new SiteId(parsed.GetRequiredValue(site)));
            using var server = ServerConnection.Find(folder, shop, parsed.GetValue(key), clock);
            if (server is not null)
            {
                if (parsed.GetValue(output) is not null) throw new CliException(ExitCodes.Usage, $"A server holds {folder} and keeps the model in it, below models/. Leave --out away, or stop the server.");
                foreach (var own in new Option[] { options.Threads, most }.Where(o => parsed.GetResult(o) is { Implicit: false }))
                    throw new CliException(ExitCodes.Usage, $"A server holds {folder} and trains by its own settings. Leave {own.Name} away, or set Recs:Training where the server is started.");
                return await new ServerTraining(server, clock).RunAsync(console, plan.Search, parsed.GetValue(publish), parsed.GetValue(json), cancel);
            }

            await using var installation = SiteFolder.Open(folder, clock, "Whoever holds it has not said where it can be reached: stop it first.");
            return await new FolderTraining(installation, shop, clock).RunAsync(console, plan, parsed.GetValue(most), parsed.GetValue(output), parsed.GetValue(publish), parsed.GetValue(json), cancel);
        });
        return verb;
    }
}
