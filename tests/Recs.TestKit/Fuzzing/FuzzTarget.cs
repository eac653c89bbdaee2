using System.Text.Json;

namespace Recs.TestKit.Fuzzing;

/// <summary>An operation of the server, as its OpenAPI description tells.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Query">The names of its query parameters.</param>
public sealed record FuzzTarget(HttpMethod Method, string Path, IReadOnlyList<string> Query)
{
    /// <summary>Every operation of a description, so that a new one is tried without being named here.</summary>
    public static IReadOnlyList<FuzzTarget> Of(string openApi)
    {
        using var document = JsonDocument.Parse(openApi);
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => Of(path.Name, method)))];
    }

    private static FuzzTarget Of(string path, JsonProperty operation)
    {
        List<string> query = operation.Value.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Where(p => p.TryGetProperty("in", out var where) && where.GetString() == "query").Select(p => p.GetProperty("name").GetString()!)]
            : [];
        return new FuzzTarget(new HttpMethod(operation.Name.ToUpperInvariant()), path, query);
    }
}
