using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

public sealed class PersonalDataScanTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Personal_data_sent_by_mistake_is_nowhere_in_the_data_folder_or_in_what_the_server_prints()
    {
        using var folder = new TempFolder();
        using var server = await ServerProcess.StartAsync(folder.File("data"), "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace");
        using var http = new HttpClient { BaseAddress = server.Url };
        var answers = await PlantedData.SendAsync(http, Cancel);
        AssertMixed(answers);
        await AppliedAsync(http);

        // While it runs the write-ahead log holds what the database does not hold yet; the lock file cannot be opened then.
        AssertClean(folder.File("data"), "*.db*");
        await server.StopAsync();
        AssertClean(folder.File("data"), "*");
        var told = server.Output.Split('\n').Where(line => PlantedData.Traces.Any(trace => line.Contains(trace, StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.True(told.Count == 0, string.Join("\n", told));
        Assert.Contains("dbug:", server.Output, StringComparison.Ordinal);
    }

    // A load that was refused as a whole, or not refused at all, would prove nothing.
    private static void AssertMixed(List<string> answers)
    {
        var mixed = JsonDocument.Parse(answers[0]).RootElement;
        Assert.Equal((15, 1, 1), (mixed.GetProperty("accepted").GetInt32(), mixed.GetProperty("bots").GetInt32(), mixed.GetProperty("withheld").GetInt32()));
        Assert.True(mixed.GetProperty("redacted").GetInt32() > 50);
        var codes = mixed.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("code").GetString()).ToHashSet();
        Assert.True(codes.Count >= 10, string.Join(", ", codes));
    }

    private static async Task AppliedAsync(HttpClient http)
    {
        using var give = new CancellationTokenSource(Patience);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/visitors/{PlantedData.Visitor}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "dev-secret-key");
            using var response = await http.SendAsync(request, Cancel);
            var body = await response.Content.ReadAsStringAsync(Cancel);
            if (response.StatusCode == HttpStatusCode.OK && body.Contains("\"visitorId\":\"kept-user-1\"", StringComparison.Ordinal)) return;
            Assert.False(give.IsCancellationRequested, $"Waiting for the states: the device is not the user's after {Patience}: {response.StatusCode} {body}");
        }
    }

    private static void AssertClean(string data, string files)
    {
        var found = new List<string>();
        var (visitor, removed) = (false, false);
        foreach (var file in Directory.EnumerateFiles(data, files, SearchOption.AllDirectories))
        {
            // Another process holds the files, so they are opened to be shared.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var text = Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            found.AddRange(PlantedData.Traces.Where(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase)).Select(trace => $"{trace} in {Path.GetFileName(file)}: {Around(text, trace)}"));
            visitor |= text.Contains(PlantedData.Visitor, StringComparison.Ordinal);
            removed |= text.Contains("[removed]", StringComparison.Ordinal);
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
        Assert.True(visitor && removed, "The scan must see what was kept.");
    }

    private static string Around(string text, string trace)
    {
        var at = text.IndexOf(trace, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)];
    }
}
