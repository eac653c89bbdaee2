using System.Runtime.InteropServices;

namespace Recs.Server.Hosting;

/// <summary>
/// Gives back what the C library keeps for later. glibc has up to eight heaps ("arenas") a processor for the threads of a process and returns little of any
/// by itself; SQLite takes its page caches from whichever the thread of the moment has, so that each grows to the most it ever held.
/// Measured under random requests, 2 processors: 16 heaps with 1,119 MB, of which 254 MB were in use.
/// </summary>
internal sealed class NativeMemory(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux()) return;
        using var every = new PeriodicTimer(Every, clock);
        try
        {
            while (await every.WaitForNextTickAsync(stoppingToken)) _ = Trim(0);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or OperationCanceledException)
        {
            // Another C library, which keeps its ways; or the end.
        }
    }

    // malloc_trim(3): whole free pages of all heaps.
    [DllImport("libc.so.6", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nint keep);
}
