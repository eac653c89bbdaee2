using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Recs.Server.Http;

/// <summary>Describes what an endpoint answers.</summary>
internal static class AnswerDescription
{
    /// <summary>A success with JSON.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string description, string example, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status).WithExample(status, MediaTypeNames.Application.Json, description, () => JsonNode.Parse(example));

    /// <summary>A success with JSON that looks different from case to case.</summary>
    public static RouteHandlerBuilder AnswersEach<T>(this RouteHandlerBuilder endpoint, string description, IReadOnlyList<(string Name, string Example)> examples) =>
        endpoint.Produces<T>().WithExample(StatusCodes.Status200OK, MediaTypeNames.Application.Json, description, content => content.Examples =
            examples.ToDictionary(e => e.Name, e => (IOpenApiExample)new OpenApiExample { Value = JsonNode.Parse(e.Example) }));

    /// <summary>An answer in plain text.</summary>
    public static RouteHandlerBuilder AnswersText(this RouteHandlerBuilder endpoint, string description, string example, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<string>(status, MediaTypeNames.Text.Plain)
            .WithExample(status, MediaTypeNames.Text.Plain, description, () => JsonValue.Create(example));

    /// <summary>An answer of server-sent events.</summary>
    public static RouteHandlerBuilder AnswersEvents(this RouteHandlerBuilder endpoint, string description, string example) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.EventStream)
            .WithExample(StatusCodes.Status200OK, MediaTypeNames.Text.EventStream, description, () => JsonValue.Create(example));

    /// <summary>Problems of this endpoint, besides those every endpoint below <c>/v1</c> has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ProblemCode[] codes) => endpoint.WithMetadata(new RefusedWith(codes));

    private static RouteHandlerBuilder WithExample(this RouteHandlerBuilder endpoint, int status, string mediaType, string description, Func<JsonNode?> example) =>
        endpoint.WithExample(status, mediaType, description, content => content.Example = example());

    private static RouteHandlerBuilder WithExample(this RouteHandlerBuilder endpoint, int status, string mediaType, string description, Action<OpenApiMediaType> show) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?[$"{status}"] is not OpenApiResponse response || response.Content?[mediaType] is not { } content)
                throw new InvalidOperationException($"{operation.Summary}: there is no answer {status} in {mediaType} to give an example of.");
            response.Description = description;
            show(content);
            return Task.CompletedTask;
        });
}

/// <param name="Codes">With which an endpoint may refuse a request.</param>
internal sealed record RefusedWith(IReadOnlyList<ProblemCode> Codes);
