using Spectre.Console;

namespace Recs.Cli.Output;

/// <summary>Chooses how progress is shown: bars on a terminal, a line per step elsewhere, nothing for programs.</summary>
public static class ProgressDisplays
{
    /// <summary>Runs the work with a display on the console for messages.</summary>
    public static async Task<T> RunAsync<T>(CliConsole console, bool json, Func<IProgressDisplay, Task<T>> work)
    {
        if (json) return await work(new Silence());
        if (!console.Error.Profile.Capabilities.Interactive || !console.Error.Profile.Capabilities.Ansi) return await work(new Lines(console));
        return await console.Error.Progress().AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(bars => work(new Bars(bars)));
    }

    private sealed class Silence : IProgressDisplay, IProgress<long>
    {
        public IProgress<long> Begin(string what, long total) => this;

        public void Report(long value)
        {
        }
    }

    private sealed class Lines(CliConsole console) : IProgressDisplay, IProgress<long>
    {
        public IProgress<long> Begin(string what, long total)
        {
            console.Say($"{what} …");
            return this;
        }

        public void Report(long value)
        {
        }
    }

    private sealed class Bars(ProgressContext bars) : IProgressDisplay
    {
        public IProgress<long> Begin(string what, long total) => new Bar(bars.AddTask(Markup.Escape(what), maxValue: Math.Max(1, total)));
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
