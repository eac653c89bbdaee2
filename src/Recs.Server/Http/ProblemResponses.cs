using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes the problems of each operation: those all have below <c>/v1</c>, those of operations that take data in, and its own.</summary>
internal sealed class ProblemResponses : IOpenApiOperationTransformer
{
    private static readonly ProblemCode[] OfAll =
    [
        ProblemCode.MissingKey, ProblemCode.UnknownKey, ProblemCode.WrongKey, ProblemCode.ForeignOrigin, ProblemCode.SecretKeyInBrowser,
        ProblemCode.NotFound, ProblemCode.WrongMethod, ProblemCode.RateLimited, ProblemCode.StoreUnavailable, ProblemCode.InternalError,
    ];

    private static readonly ProblemCode[] OfIntake = [ProblemCode.InvalidBody, ProblemCode.TooLarge, ProblemCode.UnsupportedEncoding, ProblemCode.TooSlow, ProblemCode.Overloaded];

    private static readonly ProblemCode[] OfQuestion = [.. OfIntake.Where(c => c != ProblemCode.Overloaded)];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) != true) return Task.CompletedTask;
        var own = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusedWith>().SelectMany(r => r.Codes);
        var asks = context.Description.ActionDescriptor.EndpointMetadata.OfType<Asking>().Any();
        IEnumerable<ProblemCode> codes = [.. OfAll, .. context.Description.HttpMethod is not ("POST" or "PUT") ? [] : asks ? OfQuestion : OfIntake, .. own];
        operation.Responses ??= [];
        foreach (var status in codes.Distinct().GroupBy(code => ProblemCodes.Of(code).Status).OrderBy(s => s.Key))
            operation.Responses[$"{status.Key}"] = Response(status.Key, [.. status]);
        return Task.CompletedTask;
    }

    private static OpenApiResponse Response(int status, IReadOnlyList<ProblemCode> codes) => new()
    {
        Description = string.Join(" ", codes.Select(code => $"`{ProblemCodes.Name(code)}`: {ProblemCodes.Of(code).Title}.")),
        Headers = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait, different for each sender.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = Schema(codes),
                Examples = codes.ToDictionary(ProblemCodes.Name, code => (IOpenApiExample)new OpenApiExample { Value = Example(code) }),
            },
        },
    };

    private static OpenApiSchema Schema(IReadOnlyList<ProblemCode> codes) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, the same for every answer with the code." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Select(c => (JsonNode)JsonValue.Create(ProblemCodes.Name(c)))] },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What was expected, what was found, what to do." },
        },
    };

    private static JsonObject Example(ProblemCode code) => new()
    {
        ["type"] = "about:blank",
        ["title"] = ProblemCodes.Of(code).Title,
        ["status"] = ProblemCodes.Of(code).Status,
        ["code"] = ProblemCodes.Name(code),
        ["detail"] = "What was expected, what was found, what to do.",
    };
}
