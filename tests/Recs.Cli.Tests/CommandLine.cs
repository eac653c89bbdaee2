using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.Tests;

/// <summary>Runs the command line in this process, as if its output were redirected.</summary>
internal static class CommandLine
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await RecsCommand.RunAsync(args, CliConsole.On(output, error), TimeProvider.System, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
