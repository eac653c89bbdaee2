using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recs.Server.Http;

namespace Recs.Server.Tests;

/// <summary>The OpenAPI document, held against the endpoints of the running server.</summary>
public sealed class DescriptionTests
{
    private static readonly string[] WithBody = ["post", "put", "patch"];

    [Fact]
    public async Task Every_endpoint_is_described_with_summary_parameters_examples_and_problems()
    {
        await using var server = await RunningServer.StartAsync();
        var paths = (await DocumentAsync(server)).GetProperty("paths");
        var gaps = new List<string>();
        foreach (var (method, path) in Endpoints(server))
        {
            if (!paths.TryGetProperty(path, out var item) || !item.TryGetProperty(method, out var operation)) gaps.Add($"{method} {path}: not described");
            else gaps.AddRange(Gaps(method, path, operation).Select(gap => $"{method} {path}: {gap}"));
        }

        Assert.True(gaps.Count == 0, string.Join(Environment.NewLine, gaps));
    }

    [Fact]
    public async Task The_codes_of_the_document_are_those_of_the_closed_list()
    {
        await using var server = await RunningServer.StartAsync();
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in (await DocumentAsync(server)).GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject())
                {
                    if (Content(response.Value, "application/problem+json") is { } problem) named.UnionWith(problem.GetProperty("examples").EnumerateObject().Select(e => e.Name));
                }
            }
        }

        Assert.Equal(new SortedSet<string>(Enum.GetValues<ProblemCode>().Select(ProblemCodes.Name), StringComparer.Ordinal), named);
    }

    private static IEnumerable<string> Gaps(string method, string path, JsonElement operation)
    {
        if (!Says(operation, "summary")) yield return "no summary";
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default)
        {
            if (!Says(parameter, "description")) yield return $"parameter {parameter.GetProperty("name")} has no description";
            if (!parameter.TryGetProperty("example", out _)) yield return $"parameter {parameter.GetProperty("name")} has no example";
        }

        if (WithBody.Contains(method))
        {
            if (!operation.TryGetProperty("requestBody", out var body)) yield return "no request body";
            else if (!body.GetProperty("content").EnumerateObject().Any(c => HasExample(c.Value))) yield return "the request body has no example";
        }

        var responses = operation.GetProperty("responses").EnumerateObject().ToList();
        if (!responses.Any(r => r.Name.StartsWith('2'))) yield return "no answer of success";
        foreach (var response in responses)
        {
            if (!Says(response.Value, "description")) yield return $"answer {response.Name} has no description";
            if (!response.Value.TryGetProperty("content", out var content)) yield return $"answer {response.Name} has no content";
            else if (!content.EnumerateObject().All(c => HasExample(c.Value))) yield return $"answer {response.Name} has no example";
        }

        if (!path.StartsWith("/v1/", StringComparison.Ordinal)) yield break;
        foreach (var status in WithBody.Contains(method) ? new[] { "400", "401", "403", "408", "413", "429", "500", "503" } : ["401", "403", "429", "500", "503"])
        {
            if (responses.All(r => r.Name != status)) yield return $"no problem {status}";
        }
    }

    private static IEnumerable<(string Method, string Path)> Endpoints(RunningServer server) =>
        from endpoint in server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true }
        where endpoint.RoutePattern.RawText?.StartsWith("/openapi", StringComparison.Ordinal) == false
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select (method.ToLowerInvariant(), endpoint.RoutePattern.RawText!);

    private static async Task<JsonElement> DocumentAsync(RunningServer server)
    {
        var (_, body) = await server.GetAsync("/openapi/v1.json", key: null);
        return JsonDocument.Parse(body).RootElement;
    }

    private static JsonElement? Content(JsonElement response, string mediaType) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty(mediaType, out var found) ? found : null;

    private static bool HasExample(JsonElement content) => content.TryGetProperty("example", out _) || content.TryGetProperty("examples", out _);

    private static bool Says(JsonElement element, string name) => element.TryGetProperty(name, out var text) && !string.IsNullOrWhiteSpace(text.GetString());
}
