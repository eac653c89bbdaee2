using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests;

/// <summary>The store stalls for real: another process holds the locks that every reader of the file must share.</summary>
public sealed class DegradedTests
{
    // The bytes of the shared memory file that readers lock (SQLite, "WAL-mode file format": WAL_READ_LOCK).
    private const string LockReaders =
        "import fcntl,sys; f=open(sys.argv[1],'r+b'); fcntl.lockf(f,fcntl.LOCK_EX,5,123); print('locked',flush=True); sys.stdin.read()";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_whose_state_cannot_be_read_gets_a_list_marked_as_degraded()
    {
        // Who was read before would not have to be read.
        await using var server = await RunningServer.StartAsync("--Recs:VisitorDeadline=00:00:00.025", "--Recs:KeptVisitors=0");
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent("""[{"id":"mug","title":"Mug"},{"id":"cup","title":"Cup"}]"""));
        await server.PostEventsAsync("""{"anonymousId":"ann","event":"product_viewed","properties":{"product_id":"mug"}}""");
        await server.AppliedAsync();
        await UntilAsync(server, list => !list.GetProperty("degraded").GetBoolean() && list.GetProperty("stage").ValueKind == JsonValueKind.String);
        await UntilAsync(server, list => list.GetProperty("items").GetArrayLength() == 2, "popular");

        using var locker = Process.Start(new ProcessStartInfo("python3", ["-c", LockReaders, server.DatabaseFile + "-shm"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("locked", await locker.StandardOutput.ReadLineAsync(Cancel));
        var (status, body) = await server.GetAsync("/v1/recommendations?form=for_you&visitor=ann");
        locker.StandardInput.Close();
        await locker.WaitForExitAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, status);
        var list = JsonDocument.Parse(body).RootElement;
        Assert.True(list.GetProperty("degraded").GetBoolean(), body);
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        await UntilAsync(server, list => !list.GetProperty("degraded").GetBoolean());
    }

    // The snapshot follows within a second, and a first answer may take longer than the deadline.
    private static async Task UntilAsync(RunningServer server, Func<JsonElement, bool> expected, string form = "for_you")
    {
        var body = "";
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60);)
        {
            (_, body) = await server.GetAsync($"/v1/recommendations?form={form}&visitor=ann");
            if (expected(JsonDocument.Parse(body).RootElement)) return;
        }

        Assert.Fail($"The list did not become what was expected within 60 seconds: {body}");
    }
}
