using System.Diagnostics;
using System.Globalization;

namespace Recs.LoadTests;

/// <summary>The crash test many times over: each run kills the server at other moments.</summary>
internal static class CrashRuns
{
    /// <returns>0 where every run passed, else 1.</returns>
    public static async Task<int> RunAsync(int times)
    {
        var tests = AppContext.BaseDirectory.Replace("loadtests/Recs.LoadTests", "tests/Recs.EndToEnd.Tests", StringComparison.Ordinal);
        var failed = 0;
        for (var run = 1; run <= times; run++)
        {
            var watch = Stopwatch.StartNew();
            var start = new ProcessStartInfo("dotnet", [Path.Combine(tests, "Recs.EndToEnd.Tests.dll"), "-noLogo", "-class", "Recs.EndToEnd.Tests.CrashTests"]) { RedirectStandardOutput = true };
            start.Environment["RECS_CRASH_SEED"] = run.ToString(CultureInfo.InvariantCulture);
            using var process = Process.Start(start) ?? throw new InvalidOperationException("The tests did not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                failed++;
                Console.WriteLine(output);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} of {times}: {(process.ExitCode == 0 ? "passed" : "failed")} in {watch.Elapsed.TotalSeconds:N0} s"));
        }

        return failed == 0 ? 0 : 1;
    }
}
