using System.Net;
using Recs.TestKit;
using Recs.TestKit.Fuzzing;

namespace Recs.EndToEnd.Tests;

/// <summary>The server's own process knows only the JSON types it was built with; within a test's process it knows all.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task The_server_as_built_describes_all_its_operations()
    {
        using var folder = new TempFolder();
        using var server = await ServerProcess.StartAsync(folder.File("data"));
        using var http = new HttpClient { BaseAddress = server.Url };
        using var response = await http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {body}\n{server.Output}");
        Assert.Contains("/v1/events", FuzzTarget.Of(body).Select(t => t.Path));
        await server.StopAsync();
    }
}
