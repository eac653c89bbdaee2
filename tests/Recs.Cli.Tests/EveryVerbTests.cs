using System.CommandLine;
using System.Globalization;
using Recs.Cli.Output;
using Recs.Cli.Verbs;

namespace Recs.Cli.Tests;

/// <summary>What all verbs have in common. A new verb is among them by being there.</summary>
public sealed class EveryVerbTests
{
    public static TheoryData<string> All => [.. Walk(Root(), "").Select(v => v.Line)];

    public static TheoryData<string> Leaves => [.. Walk(Root(), "").Where(v => v.Verb.Subcommands.Count == 0).Select(v => v.Line)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Help_says_what_it_is_for_and_shows_examples_and_exit_codes(string line)
    {
        var (exitCode, output, error) = await CommandLine.RunAsync([.. line.Split(' '), "--help"]);
        Assert.Equal((0, ""), (exitCode, error));
        var verb = Find(line);
        Assert.NotEqual("", verb.Description);
        Assert.NotEmpty(verb.Examples);
        Assert.All(verb.Examples, e => Assert.StartsWith($"recs {line} ", e + " ", StringComparison.Ordinal));
        Assert.All(verb.Examples, e => Assert.Contains("  " + e, output, StringComparison.Ordinal));
        Assert.Contains(ExitCodes.InWords, output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Results_can_be_had_as_json_and_an_example_or_the_help_says_so(string line) =>
        Assert.Contains(Find(line).Options, o => o.Name == "--json" && !string.IsNullOrEmpty(o.Description));

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Every_option_and_argument_is_explained(string line) =>
        Assert.All(Find(line).Options.Cast<Symbol>().Concat(Find(line).Arguments), s => Assert.False(string.IsNullOrWhiteSpace(s.Description), s.Name));

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_option_that_does_not_exist_is_wrong_usage(string line)
    {
        var (exitCode, _, error) = await CommandLine.RunAsync([.. line.Split(' '), "--no-such-option"]);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.NotEqual("", error);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task A_data_folder_that_is_not_there_is_exit_code_3_for_verbs_that_read_one(string line)
    {
        // These make what they need, or need no folder.
        string[] others = ["import", "simulate", "sites", "evaluate", "rules"];
        if (others.Contains(line.Split(' ')[0])) return;
        var arguments = Find(line).Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0).Select(a => a.Name == "form" ? "popular" : "x");
        var options = Find(line).Options.Where(o => o.Required).SelectMany(o => new[] { o.Name, "x" });
        var (exitCode, output, error) = await CommandLine.RunAsync([.. line.Split(' '), .. arguments, .. options, "--data", "/nowhere/at/all"]);
        Assert.Equal((ExitCodes.DataFolder, ""), (exitCode, output));
        Assert.Contains("There is no /nowhere/at/all/recs.db", error, StringComparison.Ordinal);
    }

    internal static IEnumerable<(string Line, Verb Verb)> Walk(Command at, string line)
    {
        foreach (var verb in at.Subcommands.Cast<Verb>())
        {
            var whole = $"{line} {verb.Name}".TrimStart();
            yield return (whole, verb);
            foreach (var below in Walk(verb, whole)) yield return below;
        }
    }

    internal static RootCommand Root()
    {
        var nowhere = new StringWriter(CultureInfo.InvariantCulture);
        return RecsCommand.Create(CliConsole.On(nowhere, nowhere), TimeProvider.System);
    }

    private static Verb Find(string line) => Walk(Root(), "").Single(v => v.Line == line).Verb;
}
