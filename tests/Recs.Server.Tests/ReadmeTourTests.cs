using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Snapshots;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>The README's tour, executed as it stands: each command's answer is the one printed there, but for ids of lists.</summary>
public sealed partial class ReadmeTourTests
{
    [Fact]
    public async Task Every_command_of_the_tour_answers_as_the_README_says()
    {
        await using var server = await RunningServer.StartAsync();
        var steps = Steps(await File.ReadAllTextAsync(Repository.File("README.md"), TestContext.Current.CancellationToken));
        Assert.InRange(steps.Count, 6, 30);
        foreach (var (command, answer) in steps)
        {
            var printed = await RunAsync(command.Replace("localhost:5080", server.Address.Authority, StringComparison.Ordinal));
            Assert.Equal(Masked(answer), Masked(printed));
            await server.AppliedAsync();
            await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        }
    }

    // A command begins with "$ " and goes on over indented lines; what follows is its answer.
    private static List<(string Command, string Answer)> Steps(string readme)
    {
        var steps = new List<(string Command, string Answer)>();
        foreach (Match block in ConsoleBlock().Matches(readme))
        {
            foreach (var line in block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                    steps.Add((line[2..], ""));
                else if (line.StartsWith("  ", StringComparison.Ordinal))
                    steps[^1] = (steps[^1].Command + "\n" + line, "");
                else
                    steps[^1] = (steps[^1].Command, steps[^1].Answer + line + "\n");
            }
        }

        return steps;
    }

    private static async Task<string> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{command}\nended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return output;
    }

    // List ids and with them cursors are new each time, and scores follow the time since the events.
    private static string Masked(string answer) =>
        Cursor().Replace(Score().Replace(ListId().Replace(answer.Trim(), "\"listId\":\"…\""), "\"score\":…"), "\"cursor\":\"…\"");

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("\"listId\":\"[0-9a-f-]{36}\"")]
    private static partial Regex ListId();

    [GeneratedRegex("\"cursor\":\"[^\"]*\"")]
    private static partial Regex Cursor();

    [GeneratedRegex("\"score\":[0-9.E-]+")]
    private static partial Regex Score();
}
