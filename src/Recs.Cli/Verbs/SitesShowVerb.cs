using System.CommandLine;
using Recs.Cli.Output;
using Recs.Cli.Sites;
using Recs.Sites;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites show</c>: the sites, their keys masked.</summary>
internal static class SitesShowVerb
{
    public static Verb Create(CliConsole console)
    {
        var name = new Argument<string?>("name") { Description = "Only this site.", Arity = ArgumentArity.ZeroOrOne };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var verb = new Verb("show", "Show the sites that recs sites keeps, with the last characters of each key. Those of the server's configuration are not among them.",
            "recs sites show",
            "recs sites show shop --json")
        {
            name, data, json,
        };
        verb.SetAction(parsed =>
        {
            var keeping = new SiteKeeping(parsed.GetRequiredValue(data));
            var all = keeping.Read();
            IReadOnlyDictionary<string, SiteOptions> sites = parsed.GetValue(name) is { } one ? new Dictionary<string, SiteOptions> { [one] = keeping.Find(all, one) } : all;
            if (parsed.GetValue(json)) console.WriteJson(SiteJson.Write(sites));
            else if (sites.Count > 0) SiteTable.Write(console.Out, sites);
            else console.Say($"{keeping.Path} holds no site. While the server's configuration has none either, it runs with the development keys, on this machine only.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
