using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Cli.Simulate;
using Recs.Core;
using Recs.Simulation;

namespace Recs.Cli.Verbs;

/// <summary><c>recs simulate</c>: a shop that does not exist, and shoppers in it.</summary>
internal static class SimulateVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var shoppers = CommonOptions.Number("--shoppers", "How many people; the fewer, the less there is to learn from what they buy together.", 5_000, 1, SimulationOptions.MostShoppers);
        var days = CommonOptions.Number("--days", "How many days they are watched; it takes about 75 for somebody to become loyal and to leave.", 90, 1, SimulationOptions.MostDays);
        var seed = CommonOptions.Number("--seed", "Where random draws begin: the same seed and --until give the same shop, people and events, to the byte.", 1, 0, int.MaxValue);
        var until = CommonOptions.Moment("--until", "When the last day ends; without it, last midnight (UTC).");
        var truth = new Option<string?>("--truth") { Description = "The folder for what is true of shop and shoppers; without it, that of the data with -truth behind its name.", HelpName = "folder" };
        var url = CommonOptions.Address("--url", "Let shoppers walk into this running server now, instead of filling a folder.");
        var rate = CommonOptions.Number("--rate", "With --url: events a second, sent whether the server keeps up or not.", 20, 1, 5_000);
        var seconds = CommonOptions.Number("--for", "With --url: how many seconds.", 60, 1, 86_400);
        var recommendations = new Option<bool>("--recommendations") { Description = "With --url: on product pages shoppers see what goes with the product, and click on what is of use to them." };
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb(
            "simulate",
            "Fill an empty site with a generated shop of about a thousand products and the history of simulated shoppers, and write what is true of them beside it; or let shoppers walk into a running server.",
            "recs simulate --data data/simulated",
            "recs simulate --data data/small --shoppers 300 --days 30 --seed 7 --json",
            "recs simulate --url http://localhost:5080 --rate 20 --for 10 --recommendations")
        {
            shoppers, days, seed, until, truth, url, rate, seconds, recommendations, data, site, key, json,
        };
        verb.Validators.Add(result =>
        {
            var (walkIn, ofHistory) = (result.GetResult(url) is not null, new Option[] { shoppers, days, until, truth, data, site });
            foreach (var option in ofHistory.Where(o => walkIn && result.GetResult(o) is { Implicit: false })) result.AddError($"{option.Name} is for a data folder, and --url for a running server; give one of the two.");
            foreach (var option in new Option[] { rate, seconds, recommendations }.Where(o => !walkIn && result.GetResult(o) is { Implicit: false })) result.AddError($"{option.Name} needs --url, the address of a running server.");
        });
        verb.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(url) is { } server)
            {
                var live = new LiveOptions(parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(seed), parsed.GetValue(recommendations));
                return await WalkInAsync(console, clock, server, ServerKey.Find(parsed.GetValue(key), server), live, parsed.GetValue(json), cancel);
            }

            var folder = parsed.GetRequiredValue(data);
            var options = OptionsOf(parsed.GetValue(seed), parsed.GetValue(shoppers), parsed.GetValue(days), parsed.GetValue(until), clock);
            await using var target = ImportTargets.Opener(folder, new SiteId(parsed.GetRequiredValue(site)), parsed.GetValue(key), clock)();
            return await RunAsync(console, clock, target, options, parsed.GetValue(truth) ?? BesideOf(folder), parsed.GetValue(json), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        CliConsole console, TimeProvider clock, IImportTarget target, SimulationOptions options, string truth, bool json, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var summary = await ProgressDisplays.RunAsync(console, json, progress => new HistorySimulation(target, progress).RunAsync(options, truth, cancel));
        if (json) console.WriteJson(HistoryOutput.WriteJson(summary, truth, clock.GetElapsedTime(started)));
        else HistoryOutput.Write(console, summary, truth, clock.GetElapsedTime(started));
        return ExitCodes.Ok;
    }

    private static async Task<int> WalkInAsync(CliConsole console, TimeProvider clock, Uri url, string key, LiveOptions options, bool json, CancellationToken cancel)
    {
        var counts = new LiveCounts();
        using var server = new LiveServer(url, key, counts, clock);
        var started = clock.GetTimestamp();
        var shoppers = await ProgressDisplays.RunAsync(console, json, progress => new LiveSimulation(server, counts, progress, clock).RunAsync(options, cancel));
        if (json) console.WriteJson(LiveOutput.WriteJson(counts, shoppers, clock.GetElapsedTime(started)));
        else LiveOutput.Write(console, counts, shoppers, clock.GetElapsedTime(started));
        if (counts is { Lost: 0, NotSent: 0 }) return ExitCodes.Ok;
        console.Say("Not everything was taken. 503 means that the server sheds load: lower --rate.");
        return ExitCodes.Failed;
    }

    private static SimulationOptions OptionsOf(int seed, int shoppers, int days, Instant? until, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var end = until ?? Instant.From(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        if (end > Instant.From(now)) throw new CliException(ExitCodes.Usage, $"--until is {end}, which is still to come. History ends now or earlier.");
        return new SimulationOptions { Seed = seed, Shoppers = shoppers, Days = days, Start = end - TimeSpan.FromDays(days) };
    }

    // Not within it: what is true must not be found by who looks through the data.
    private static string BesideOf(string folder)
    {
        var named = Path.TrimEndingDirectorySeparator(folder);
        return (Path.GetFileName(named) is "." or ".." ? Path.GetFullPath(named) : named) + "-truth";
    }
}
