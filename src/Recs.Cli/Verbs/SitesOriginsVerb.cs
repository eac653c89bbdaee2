using Recs.Cli.Output;
using Recs.Cli.Sites;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites origins</c>: whose pages may use a site's write key.</summary>
internal static class SitesOriginsVerb
{
    public static Verb Create(CliConsole console)
    {
        var name = SitesVerb.Name();
        var add = SitesVerb.Origins("--add", "An origin to add, such as https://shop.example or https://*.shop.example.");
        var remove = SitesVerb.Origins("--remove", "An origin to take off the list.");
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var verb = new Verb("origins", "Change the origins whose pages may use a site's write key; with an empty list all may, but without cookies. Prints the list.",
            "recs sites origins shop --add https://www.shop.example --remove https://shop.example")
        {
            name, add, remove, data, json,
        };
        verb.SetAction(parsed =>
        {
            var shop = parsed.GetRequiredValue(name);
            var site = new SiteKeeping(parsed.GetRequiredValue(data)).ChangeOrigins(shop, parsed.GetValue(add) ?? [], parsed.GetValue(remove) ?? []);
            if (parsed.GetValue(json))
            {
                console.WriteJson(SiteJson.Write([new(shop, site)]));
                return ExitCodes.Ok;
            }

            foreach (var origin in site.Origins) console.Write(origin);
            console.Say(SitesVerb.Soon);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
