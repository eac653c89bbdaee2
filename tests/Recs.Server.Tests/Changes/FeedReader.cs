using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests.Changes;

/// <summary>Reads <c>GET /v1/visitor-changes</c> on with the cursor, as an integrator would.</summary>
internal sealed class FeedReader(RunningServer server, string query = "")
{
    public string? Cursor { get; init; }

    private string? _cursor;

    /// <summary>The place behind the last page.</summary>
    public string? Last => _cursor ?? Cursor;

    /// <summary>The next page.</summary>
    public async Task<(List<JsonElement> Changes, bool More)> NextAsync(string more = "")
    {
        var (status, body) = await server.GetAsync($"/v1/visitor-changes?{query}&{more}&cursor={Last}");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        var page = JsonDocument.Parse(body).RootElement;
        _cursor = page.GetProperty("cursor").GetString();
        return ([.. page.GetProperty("changes").EnumerateArray()], page.GetProperty("more").GetBoolean());
    }

    /// <summary>Everything there is now.</summary>
    public async Task<List<JsonElement>> AllAsync(string more = "")
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var (changes, goesOn) = await NextAsync(more);
            all.AddRange(changes);
            if (!goesOn) return all;
        }
    }

    public static string Id(JsonElement change) => change.GetProperty("id").GetString()!;

    public static string Visitor(JsonElement change) => change.GetProperty("visitor").GetString()!;

    /// <summary>A change in words: <c>stage FirstVisit → Prospect by merge</c>.</summary>
    public static string Told(JsonElement change) =>
        $"{Text(change, "kind")} {Text(change, "old")} → {Text(change, "new")} by {Text(change, "cause")}";

    private static string Text(JsonElement change, string name) => change.GetProperty(name).GetString()!;
}
