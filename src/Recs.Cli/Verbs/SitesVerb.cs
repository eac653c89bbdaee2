using System.CommandLine;
using Recs.Cli.Output;

namespace Recs.Cli.Verbs;

/// <summary><c>recs sites</c>: the shops of an installation and their keys.</summary>
internal static class SitesVerb
{
    public const string Soon = "A running server takes it within a few seconds.";

    public static Verb Create(CliConsole console)
    {
        var verb = new Verb("sites", "Keep the shops of an installation and their keys, while the server runs or not.", "recs sites add books --origin https://books.example", "recs sites show");
        verb.Subcommands.Add(SitesAddVerb.Create(console));
        verb.Subcommands.Add(SitesShowVerb.Create(console));
        verb.Subcommands.Add(SitesRotateVerb.Create(console));
        verb.Subcommands.Add(SitesRemoveKeyVerb.Create(console));
        verb.Subcommands.Add(SitesOriginsVerb.Create(console));
        return verb;
    }

    public static Argument<string> Name() => new("name") { Description = "The site: letters, digits, '-' or '_'." };

    public static Option<string[]> Origins(string name, string description) => new(name) { Description = description, HelpName = "origin", AllowMultipleArgumentsPerToken = true };
}
