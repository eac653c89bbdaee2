using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Recs.Cli.Verbs;

/// <summary>The ordinary help, with the verb's examples below.</summary>
internal sealed class ExampleHelp(HelpAction ordinary) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = ordinary.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb { Examples.Count: > 0 } verb) return result;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in verb.Examples) output.WriteLine("  " + example);
        output.WriteLine();
        output.WriteLine(ExitCodes.InWords);
        return result;
    }
}
