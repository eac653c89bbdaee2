using System.Diagnostics;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>The server as a process of its own.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private ServerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The server ended before it was ready:\n{Output}"));
    }

    public Uri Url { get; private set; } = new("http://localhost");

    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>Starts a server on a free port; returns once it answers.</summary>
    public static Task<ServerProcess> StartAsync(string dataFolder, params string[] settings) => StartUnderAsync([], dataFolder, settings);

    /// <summary>Starts a server through a program that executes the command it is given, as a tracer does, in the same process.</summary>
    public static async Task<ServerProcess> StartUnderAsync(IReadOnlyList<string> program, string dataFolder, params string[] settings)
    {
        string[] command = [.. program, "dotnet", BuiltPrograms.Server, "--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={dataFolder}", .. settings];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        server.Url = await server._ready.Task.WaitAsync(Patience);
        return server;
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        const string mark = "Recs is ready on ";
        if (line.StartsWith(mark, StringComparison.Ordinal)) _ready.TrySetResult(new Uri(line[mark.Length..].Split(',')[0]));
    }
}
