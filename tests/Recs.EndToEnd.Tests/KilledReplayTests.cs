using System.Diagnostics;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>A replay copies what is known of people, so its files must not outlive it, however it ends.</summary>
public sealed class KilledReplayTests : IDisposable
{
    private const string Person = "s-00007";
    private const string Scratch = "scratch-*";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_a_killed_replay_nothing_is_left_once_the_folder_is_opened_again()
    {
        await SimulateAsync();
        await KillReplayAsync();
        Assert.NotEmpty(Directory.GetDirectories(Data, Scratch));

        await RecsAsync("visitor", Person, "--data", Data);

        Assert.Empty(Directory.GetFileSystemEntries(Data, Scratch));
    }

    [Fact]
    public async Task Of_a_killed_replay_beside_a_server_an_erasure_leaves_nothing_of_the_person()
    {
        await SimulateAsync();
        using var server = await ServerProcess.StartAsync(Data, "--Recs:ErasureSettle=00:00:00.1");
        using var shop = new ShopClient(server.Url);
        await KillReplayAsync();
        Assert.NotEmpty(InScratch());

        await shop.EraseAsync(Person);

        Assert.Empty(DataFiles.With(Data, Person));
        Assert.Empty(Directory.GetFileSystemEntries(Data, Scratch));
        await server.StopAsync();
    }

    [Fact]
    public async Task Beside_a_server_that_drops_with_age_a_replay_goes_on_from_a_copy_of_the_checkpoint()
    {
        await SimulateAsync();
        using var server = await ServerProcess.StartAsync(Data, "--Recs:Retention:Days=30");
        await DataFiles.ReachedAsync(Data, "SELECT sum(start) FROM log_start", 1_000);

        Assert.Contains("from the checkpoint and", await RecsAsync("replay", "--verify", "--data", Data), StringComparison.Ordinal);

        Assert.Empty(Directory.GetFileSystemEntries(Data, Scratch));
        await server.StopAsync();
    }

    private Task<string> SimulateAsync() => RecsAsync("simulate", "--shoppers", "200", "--days", "80", "--until", "2026-03-01", "--data", Data, "--json");

    // SIGKILL as soon as a copy tells of the person.
    private async Task KillReplayAsync()
    {
        using var replay = Start("replay", "--verify", "--data", Data);
        using var patience = new CancellationTokenSource(Patience);
        while (InScratch().Count == 0)
        {
            Assert.False(replay.HasExited || patience.IsCancellationRequested, "The replay was to make a copy that tells of the person, and none was seen.");
            await Task.Yield();
        }

        replay.Kill();
        await replay.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private List<string> InScratch()
    {
        try
        {
            return Directory.Exists(Data) ? [.. Directory.GetDirectories(Data, Scratch).SelectMany(d => DataFiles.With(d, Person))] : [];
        }
        catch (IOException)
        {
            // One of several copies went while it was looked into.
            return [];
        }
    }

    private static async Task<string> RecsAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"recs {string.Join(' ', args)}: {process.ExitCode}\n{await output}\n{await error}");
        return await output;
    }

    private static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", [BuiltPrograms.Cli, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
