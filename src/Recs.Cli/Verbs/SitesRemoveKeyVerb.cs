using System.CommandLine;
using Recs.Cli.Output;
using Recs.Cli.Sites;
using Recs.Sites;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites remove-key</c>: a key stops working.</summary>
internal static class SitesRemoveKeyVerb
{
    public static Verb Create(CliConsole console)
    {
        var name = SitesVerb.Name();
        var ending = new Argument<string>("ending") { Description = "The last characters of the key, as recs sites show prints them." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var verb = new Verb("remove-key", "Take a key away from a site; its last of a kind stays.", "recs sites remove-key shop f3Kq")
        {
            name, ending, data, json,
        };
        verb.SetAction(parsed =>
        {
            var removed = new SiteKeeping(parsed.GetRequiredValue(data)).RemoveKey(parsed.GetRequiredValue(name), parsed.GetRequiredValue(ending));
            if (parsed.GetValue(json)) console.WriteJson(SiteJson.WriteRemoved(parsed.GetRequiredValue(name), SiteKeys.Masked(removed)));
            else console.Say($"{SiteKeys.Masked(removed)} is gone. {SitesVerb.Soon}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
