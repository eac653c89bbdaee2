using System.CommandLine;
using Recs.Cli.Output;
using Recs.Cli.Sites;
using Recs.Collector;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites rotate</c>: a new key, beside the old ones or in their place.</summary>
internal static class SitesRotateVerb
{
    public static Verb Create(CliConsole console)
    {
        var name = SitesVerb.Name();
        var kind = new Argument<string>("kind") { Description = "write or secret." };
        kind.AcceptOnlyFromAmong("write", "secret");
        var dropOld = new Option<bool>("--drop-old") { Description = "The other keys of the kind stop working at once. Without it they go on beside the new one, until recs sites remove-key." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var verb = new Verb("rotate", "Give a site a new key, which is printed this once.",
            "recs sites rotate shop write",
            "recs sites rotate shop secret --drop-old")
        {
            name, kind, dropOld, data, json,
        };
        verb.SetAction(parsed =>
        {
            var (site, word) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(kind));
            var key = new SiteKeeping(parsed.GetRequiredValue(data)).Rotate(site, word == "write" ? KeyKind.Write : KeyKind.Secret, parsed.GetValue(dropOld));
            if (parsed.GetValue(json))
            {
                console.WriteJson(SiteJson.WriteKey(site, word, key));
                return ExitCodes.Ok;
            }

            console.Write(key);
            console.Say($"The new {word} key of {site}; it is not shown again. {SitesVerb.Soon}{(parsed.GetValue(dropOld) ? "" : " The old ones go on; take one away with recs sites remove-key when nobody uses it any more.")}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
