using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>Client libraries of Segment and RudderStack as published, pointed at the server.</summary>
public sealed class ClientLibraryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("segment", 2)]
    [InlineData("rudderstack", 3)]
    public async Task What_is_sent_twice_because_its_answer_was_lost_counts_once(string library, int requests)
    {
        using var folder = new TempFolder();
        using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using (var proxy = new LossyProxy(server.Url))
        {
            var (code, output) = await SendAsync(library, proxy.Url);
            Assert.True(code == 0, $"The client ended with {code}:\n{output}\nThe server answered {string.Join(", ", proxy.Answers)}.");
            Assert.Equal(Enumerable.Repeat(("/v1/batch", HttpStatusCode.OK), requests), proxy.Answers);
        }

        using var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "dev-secret-key") } };
        await AppliedAsync(http);
        var profile = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/visitors/customer-1", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("device-1", profile.GetProperty("aliases")[0].GetString());
        Assert.Equal((1, 1), (profile.GetProperty("pages").GetInt32(), profile.GetProperty("productViews").GetInt32()));
        Assert.Equal((1, 17m), (profile.GetProperty("ordersPlaced").GetInt32(), profile.GetProperty("netSpent").GetProperty("EUR").GetDecimal()));
        Assert.Equal("Customer", profile.GetProperty("stage").GetString());
        Assert.Contains("company.industry", profile.GetProperty("traits").GetRawText(), StringComparison.Ordinal);
    }

    private static async Task AppliedAsync(HttpClient http)
    {
        var progress = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/progress?wait=30", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(0, progress.GetProperty("waiting").GetInt64());
    }

    private static async Task<(int Code, string Output)> SendAsync(string library, Uri url)
    {
        var clients = Repository.File("tests", "Recs.EndToEnd.Tests", "clients");
        Assert.True(Directory.Exists(Path.Combine(clients, "node_modules")), $"The client libraries are not installed: run tests/run, or npm ci in {clients}.");
        var start = new ProcessStartInfo("node", [Path.Combine(clients, "send.mjs"), library, url.AbsoluteUri.TrimEnd('/'), "dev-secret-key"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        return (process.ExitCode, await output + await errors);
    }
}
