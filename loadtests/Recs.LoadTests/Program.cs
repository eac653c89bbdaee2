using System.Globalization;
using Recs.LoadTests;

const string help = """
    Measures a server of its own on this machine. Figures are only comparable within one run.

      events [seconds] [senders]           events a second through HTTP, until accepted and until applied
      recommendations [seconds] [senders] [settings]  rate and latency of recommendations beside a bare endpoint, and at half load
      models [seconds] [senders]           what a trained model costs an answer, and what a swap costs those who ask meanwhile
      training [users] [items]             seconds a sweep of the factor model, and what part of the machine's peak that is
      overload [seconds]                   goodput at the saturating rate and at twice as much, by a schedule that waits for nobody
      fuzz [requests]                      random, changed and nasty requests to every operation; no 5xx, no growth
      crash [times]                        the crash test so often, each time with other moments of death
      bytes <data folder>                  bytes a visitor in a data folder that no process uses
    """;

var seconds = args.Length > 1 && int.TryParse(args[1], out var s) ? s : 10;
var senders = args.Length > 2 && int.TryParse(args[2], out var c) ? c : 4;
switch (args.FirstOrDefault())
{
    case "host":
        return await BareHost.RunAsync(args[1..]);
    case "events":
        await EventLoad.RunAsync(TimeSpan.FromSeconds(seconds), senders);
        return 0;
    case "recommendations":
        await RecommendationLoad.RunAsync(TimeSpan.FromSeconds(seconds), senders, args.Length > 3 ? args[3..] : []);
        return 0;
    case "models":
        await ModelLoad.RunAsync(TimeSpan.FromSeconds(seconds), senders);
        return 0;
    case "training":
        TrainingSpeed.Run(args.Length > 1 ? seconds : 50_000, args.Length > 2 ? senders : 10_000, length: 10);
        return 0;
    case "overload":
        await OverloadLoad.RunAsync(TimeSpan.FromSeconds(seconds));
        return 0;
    case "fuzz":
        return await FuzzLoad.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
    case "crash":
        return await CrashRuns.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10);
    case "bytes" when args.Length == 2:
        await StateSizes.RunAsync(args[1]);
        return 0;
    default:
        Console.WriteLine(help);
        return args.Length == 0 ? 0 : 2;
}
