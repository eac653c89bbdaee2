using Xunit.Sdk;

namespace Recs.Sqlite.Tests.Broken;

internal static class Suite
{
    /// <summary>A test of a suite fails with an assertion, as it does where the adapter makes a mistake.</summary>
    public static async Task FailsAsync<TSpec>(TSpec spec, Func<TSpec, Task> test)
        where TSpec : IAsyncLifetime
    {
        await using (spec)
        {
            await spec.InitializeAsync();
            await Assert.ThrowsAnyAsync<XunitException>(() => test(spec));
        }
    }
}
