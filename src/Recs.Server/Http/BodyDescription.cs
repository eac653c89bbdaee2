using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes a body that the endpoint reads itself, whatever its content type says.</summary>
internal static class BodyDescription
{
    /// <summary>A body that is a zip archive.</summary>
    public static RouteHandlerBuilder TakesArchive(this RouteHandlerBuilder endpoint, string description) => endpoint.Takes("application/zip", description, JsonValue.Create("the bytes of the archive"));

    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder endpoint, string description, string example) => endpoint.Takes("application/json", description, JsonNode.Parse(example));

    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string mediaType, string description, JsonNode? example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = description,
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [mediaType] = new() { Example = example?.DeepClone() },
                },
            };
            return Task.CompletedTask;
        });
}
