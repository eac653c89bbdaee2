using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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

    /// <summary>A whole number within bounds.</summary>
    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var n) && (n < least || n > most))
                result.AddError($"{name} takes {least} to {most}; {n} was found.");
        });
        return option;
    }

    /// <summary>Where a server is.</summary>
    public static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "address",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")) return address;
            result.AddError($"{name}: an address such as http://localhost:5080 was expected; “{text}” was found.");
            return null;
        },
    };

    private static Instant? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (InstantText.TryRead(text, out var time)) return time;
        result.AddError($"“{text}” is not a time. Expected {InstantText.Expected}.");
        return null;
    }
}
