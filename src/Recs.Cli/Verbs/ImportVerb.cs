using Recs.Cli.Output;

namespace Recs.Cli.Verbs;

/// <summary><c>recs import</c>: history of a shop becomes events of a site.</summary>
internal static class ImportVerb
{
    public static Verb Create(CliConsole console, TimeProvider clock)
    {
        var verb = new Verb("import", "Bring the history of a shop into a site.", "recs import jsonl events.jsonl --items items.jsonl --data data/shop", "recs import online-retail ../shared/data/online-retail");
        verb.Subcommands.Add(ImportJsonlVerb.Create(console, clock));
        verb.Subcommands.Add(ImportOnlineRetailVerb.Create(console, clock));
        verb.Subcommands.Add(ImportEshopClothingVerb.Create(console, clock));
        return verb;
    }
}
