using System.Text;
using Spectre.Console;

namespace Recs.Cli.Output;

/// <summary>Where a verb writes: results to one stream, everything else to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and errors.</param>
public sealed record CliConsole(IAnsiConsole Out, IAnsiConsole Error)
{
    /// <summary>The console of the process. Widths follow the terminal; redirected, lines are not broken.</summary>
    public static CliConsole OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CliConsole(On(Console.Out, Console.IsOutputRedirected), On(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>A console on two writers, as if redirected.</summary>
    public static CliConsole On(TextWriter output, TextWriter error) => new(On(output, redirected: true), On(error, redirected: true));

    /// <summary>Writes a JSON text and a line end, untouched.</summary>
    public void WriteJson(ReadOnlySpan<byte> json)
    {
        var writer = Out.Profile.Out.Writer;
        writer.WriteLine(Encoding.UTF8.GetString(json));
        writer.Flush();
    }

    private static IAnsiConsole On(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = 1000;
        return console;
    }
}
