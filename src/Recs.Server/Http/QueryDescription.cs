using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes a query that the endpoint reads itself.</summary>
internal static class QueryDescription
{
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, IEnumerable<(string Name, string Description)> parameters) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. parameters.Select(p => new OpenApiParameter { Name = p.Name, Description = p.Description, In = ParameterLocation.Query })];
            return Task.CompletedTask;
        });
}
