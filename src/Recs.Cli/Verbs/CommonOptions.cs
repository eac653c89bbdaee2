using System.CommandLine;
using System.CommandLine.Parsing;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary>Options several verbs have.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "The data folder of the installation.",
        HelpName = "folder",
        DefaultValueFactory = _ => "./data",
    };

    public static Option<string> Site() => new("--site")
    {
        Description = "The shop, where the installation serves several.",
        HelpName = "id",
        DefaultValueFactory = _ => SiteId.Default.Value,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON, and nothing else." };

    /// <summary>A moment: ISO 8601 with Z or an offset, or a day, which means its first moment in UTC.</summary>
    public static Option<Instant?> Moment(string name, string description) => new(name)
    {
        Description = description + " ISO 8601 in UTC or with an offset (2011-12-01T00:00:00Z), or a day.",
        HelpName = "time",
        CustomParser = Parse,
    };

    private static Instant? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (InstantText.TryRead(text, out var time)) return time;
        result.AddError($"“{text}” is not a time. Expected {InstantText.Expected}.");
        return null;
    }
}
