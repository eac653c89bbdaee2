namespace Recs.Conformance;

/// <summary>
/// A suite that every adapter of a port must pass. An adapter's tests derive from it and say how its ports are opened; each
/// test opens an empty installation of its own.
/// </summary>
/// <typeparam name="TPorts">What the suite tests.</typeparam>
public abstract class Spec<TPorts> : IAsyncLifetime
    where TPorts : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TPorts? _ports;

    /// <summary>The ports under test.</summary>
    protected TPorts Ports => _ports ?? throw new InvalidOperationException("InitializeAsync has not been called.");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty installation.</summary>
    protected abstract ValueTask<TPorts> OpenAsync();

    /// <summary>Ends the process that holds the installation, as far as a test can, and opens what it left; null where the adapter keeps nothing.</summary>
    protected abstract ValueTask<TPorts?> ReopenAsync();

    /// <summary>Closes and removes the installation.</summary>
    protected abstract ValueTask CloseAsync();

    public async ValueTask InitializeAsync() => _ports = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    /// <summary>Restarts, or skips the test where the adapter keeps nothing.</summary>
    protected async Task RestartAsync()
    {
        _ports = await ReopenAsync();
        Assert.SkipWhen(_ports is null, "This adapter keeps nothing over a restart.");
    }

    /// <summary>Fails with the name of the phase where something that must happen does not.</summary>
    protected static async Task Soon(Task task, string phase)
    {
        try
        {
            await task.WaitAsync(Patience, Cancel);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{phase}: expected within {Patience}, and did not happen.");
        }
    }
}
