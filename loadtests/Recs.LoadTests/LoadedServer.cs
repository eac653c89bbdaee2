using System.Diagnostics;
using System.Net.Http.Headers;

namespace Recs.LoadTests;

/// <summary>A server process on loopback with a temporary data folder, ended by its process id.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private LoadedServer(Process process, string folder, Uri url)
    {
        (_process, _folder) = (process, folder);
        Anonymous = new HttpClient { BaseAddress = url };
        Write = Client(url, "dev-write-key");
        Secret = Client(url, "dev-secret-key");
    }

    /// <summary>Sends no key of its own.</summary>
    public HttpClient Anonymous { get; }

    public HttpClient Write { get; }

    public HttpClient Secret { get; }

    /// <summary>What the server's process has used so far.</summary>
    public (TimeSpan Processor, long Memory) Used()
    {
        _process.Refresh();
        return (_process.TotalProcessorTime, _process.WorkingSet64);
    }

    public static Task<LoadedServer> StartAsync(params string[] settings) => StartAsync([], settings);

    /// <summary>On the first processor alone, with this process on the others, so that what sends does not take from what answers.</summary>
    public static Task<LoadedServer> StartApartAsync(params string[] settings)
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2) throw new InvalidOperationException("Two processors and Linux's taskset were expected; server and sender could not be kept apart.");
        using var self = Process.GetCurrentProcess();
        self.ProcessorAffinity = (nint)(((1L << Environment.ProcessorCount) - 1) & ~1L);
        return StartAsync(["taskset", "--cpu-list", "0"], settings);
    }

    /// <summary>With the endpoints of <see cref="BareHost"/> beside its own.</summary>
    public static Task<LoadedServer> StartWithBareAsync(params string[] settings) =>
        StartAsync([], [System.Reflection.Assembly.GetExecutingAssembly().Location, "host"], settings);

    private static Task<LoadedServer> StartAsync(string[] launcher, string[] settings) => StartAsync(
        launcher, [Path.Combine(AppContext.BaseDirectory.Replace("loadtests/Recs.LoadTests", "src/Recs.Server", StringComparison.Ordinal), "Recs.Server.dll")], settings);

    private static async Task<LoadedServer> StartAsync(string[] launcher, string[] program, string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("recs-load-").FullName;
        string[] command = [.. launcher, "dotnet", .. program, "--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={folder}", .. settings];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };

        // As the server's own program has it.
        start.Environment["DOTNET_gcServer"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            const string mark = "Recs is ready on ";
            if (line.StartsWith(mark, StringComparison.Ordinal)) return new LoadedServer(process, folder, new Uri(line[mark.Length..].Split(',')[0]));
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        Write.Dispose();
        Secret.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static HttpClient Client(Uri url, string key)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
