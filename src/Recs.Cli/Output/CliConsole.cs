using System.Text;
using Spectre.Console;

namespace Recs.Cli.Output;

/// <summary>Where a verb writes: results to one stream, everything else to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and errors.</param>
public sealed record CliConsole(IAnsiConsole Out, IAnsiConsole Error)
{
    private const int RedirectedWidth = 120;

    /// <summary>The console of the process. Tables are as wide as the terminal.</summary>
    public static CliConsole OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CliConsole(On(Console.Out, Console.IsOutputRedirected), On(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>A console on two writers, as if redirected.</summary>
    public static CliConsole On(TextWriter output, TextWriter error) => new(On(output, redirected: true), On(error, redirected: true));

    /// <summary>A line of the result, as it is.</summary>
    public void Write(string line) => Out.Profile.Out.Writer.WriteLine(line);

    /// <summary>A message for the person at the keyboard, as it is.</summary>
    public void Say(string message) => Error.Profile.Out.Writer.WriteLine(message);

    /// <summary>A result in JSON, as it is.</summary>
    public void WriteJson(ReadOnlySpan<byte> json) => Write(Encoding.UTF8.GetString(json));

    private static IAnsiConsole On(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = RedirectedWidth;
        return console;
    }
}
