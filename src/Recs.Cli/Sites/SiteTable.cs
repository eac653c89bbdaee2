using Recs.Sites;
using Spectre.Console;

namespace Recs.Cli.Sites;

/// <summary>Sites for people.</summary>
public static class SiteTable
{
    public static void Write(IAnsiConsole console, IEnumerable<KeyValuePair<string, SiteOptions>> sites)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in new[] { "site", "write keys", "secret keys", "origins", "time zone", "currency" }) table.AddColumn(column);
        foreach (var (name, site) in sites)
        {
            table.AddRow(
                Markup.Escape(name),
                Lines(site.WriteKeys.Select(SiteKeys.Masked)),
                Lines(site.SecretKeys.Select(SiteKeys.Masked)),
                site.Origins.Count > 0 ? Lines(site.Origins) : "any",
                Markup.Escape(site.TimeZone ?? ""),
                Markup.Escape(site.BaseCurrency ?? ""));
        }

        console.Write(table);
    }

    private static string Lines(IEnumerable<string> values) => Markup.Escape(string.Join('\n', values));
}
