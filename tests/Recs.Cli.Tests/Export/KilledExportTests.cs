using System.Diagnostics;
using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Cli.Tests.Export;

/// <summary>The program itself, killed in the middle.</summary>
public sealed class KilledExportTests : IDisposable
{
    private const int Events = 40_000;
    private const long BeyondTheFirstState = 5_000_000;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_it_leaves_nothing_that_looks_whole_and_goes_on_to_the_same_bytes()
    {
        await FillAsync();
        var (whole, killed) = (_folder.File("whole.jsonl"), _folder.File("killed.jsonl"));
        Assert.Equal(0, (await CommandLine.RunAsync("export", "events", "--data", _folder.File("data"), "--out", whole)).ExitCode);
        var wasKilled = await KillAsync(killed);
        Assert.Equal(!wasKilled, File.Exists(killed));
        if (wasKilled)
        {
            var (exitCode, output, error) = await CommandLine.RunAsync("export", "events", "--data", _folder.File("data"), "--out", killed, "--json");
            Assert.True(exitCode == 0, error);
            Assert.InRange(JsonDocument.Parse(output).RootElement.GetProperty("wentOnAfterRows").GetInt64(), 1, Events);
        }

        Assert.Equal(await File.ReadAllBytesAsync(whole, Cancel), await File.ReadAllBytesAsync(killed, Cancel));
        Assert.Equal(Events, File.ReadLines(killed).Count());
    }

    // False where the program was done before it could be killed.
    private async Task<bool> KillAsync(string file)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { BuiltPrograms.Cli, "export", "events", "--data", _folder.File("data"), "--out", file }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var part = new FileInfo(file + ".part");
        while (!process.HasExited && !(part.Exists && part.Length > BeyondTheFirstState))
        {
            await look.WaitForNextTickAsync(Cancel);
            part.Refresh();
        }

        process.Kill();
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode != 0;
    }

    private async Task FillAsync()
    {
        Directory.CreateDirectory(_folder.File("data"));
        await using var shop = SiteFolder.OpenOrCreate(_folder.File("data"), TimeProvider.System, "");
        foreach (var some in Enumerable.Range(0, Events).Chunk(4_000)) await shop.EventLog.AppendAsync([.. some.Select(i => Record(i, shop.Partitions))], Cancel);
    }

    private static NewRecord Record(int i, int partitions)
    {
        var (visitor, time) = (new VisitorId($"visitor-{i % 900}"), new Instant(1_700_000_000_000 + (1_000L * i)));
        var viewed = new ProductViewed(new EventHeader($"message-{i}", time), new ItemLine(new ItemId($"item-{i % 70}")) { Name = "A product with a name", Category = "Kitchen > Pots", Price = 4.5m, Currency = "EUR" });
        return new NewRecord(Partitioner.Of(SiteId.Default, visitor, partitions), LogRecordCodec.Encode(new LogRecord(SiteId.Default, visitor, time, Historical: true, viewed)));
    }
}
