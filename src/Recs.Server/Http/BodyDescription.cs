using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes a body that the endpoint reads itself, whatever its content type says.</summary>
internal static class BodyDescription
{
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder endpoint, string description, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = description,
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Example = JsonNode.Parse(example) },
                },
            };
            return Task.CompletedTask;
        });
}
