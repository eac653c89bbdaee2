using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes the parameters of an endpoint.</summary>
internal static class QueryDescription
{
    /// <summary>The query, which the endpoint reads itself.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="parameters">Of the query.</param>
    /// <param name="path">Of the path.</param>
    public static RouteHandlerBuilder TakesQuery(
        this RouteHandlerBuilder endpoint,
        IEnumerable<(string Name, string Description, string Example)> parameters,
        params IReadOnlyList<(string Name, string Description, string Example)> path) =>
        endpoint.Describes(path).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            IEnumerable<IOpenApiParameter> declared = path.Count == 0 ? [] : operation.Parameters ?? [];
            operation.Parameters = [.. declared, .. parameters.Select(p => new OpenApiParameter
            {
                Name = p.Name,
                In = ParameterLocation.Query,
                Description = p.Description,
                Example = JsonValue.Create(p.Example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            })];
            return Task.CompletedTask;
        });

    /// <summary>Words for parameters that the handler declares.</summary>
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder endpoint, params IReadOnlyList<(string Name, string Description, string Example)> parameters) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var (name, description, example) in parameters)
            {
                var parameter = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == name)
                    ?? throw new InvalidOperationException($"{operation.Summary}: the handler has no parameter '{name}' to describe.");
                (parameter.Description, parameter.Example) = (description, JsonValue.Create(example));
            }

            return Task.CompletedTask;
        });
}
