using System.CommandLine;
using Recs.Cli.Output;
using Recs.Cli.Sites;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites add</c>: another shop, with a key of each kind.</summary>
internal static class SitesAddVerb
{
    public static Verb Create(CliConsole console)
    {
        var name = SitesVerb.Name();
        var origins = SitesVerb.Origins("--origin", "An origin of the shop's pages, such as https://shop.example or https://*.shop.example; may be given several times. Without one pages of any origin may send, but without cookies.");
        var timeZone = new Option<string?>("--time-zone") { Description = "The time zone of visitors whose events name none (IANA).", HelpName = "zone" };
        var currency = new Option<string?>("--currency") { Description = "The currency in which visitors are compared (ISO 4217).", HelpName = "code" };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var verb = new Verb("add", "Add a site with a write key and a secret key, which are printed this once.",
            "recs sites add shop --origin https://shop.example --time-zone Europe/Berlin --currency EUR",
            "recs sites add other-shop --data data/other --json")
        {
            name, origins, timeZone, currency, data, json,
        };
        verb.SetAction(parsed =>
        {
            var site = parsed.GetRequiredValue(name);
            var sites = new SiteKeeping(parsed.GetRequiredValue(data));
            var added = sites.Add(site, parsed.GetValue(origins) ?? [], parsed.GetValue(timeZone), parsed.GetValue(currency));
            if (parsed.GetValue(json))
            {
                console.WriteJson(SiteJson.WriteWithKeys(site, added));
                return ExitCodes.Ok;
            }

            console.Write($"write key   {added.WriteKeys[0]}   for browsers");
            console.Write($"secret key  {added.SecretKeys[0]}   for the shop's servers only");
            console.Say($"The site {site} is in {sites.Path}. {SitesVerb.Soon} The keys are not shown again; the file holds them, readable by its owner only.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
