using System.Text.Json;
using Recs.Server.Metrics;

namespace Recs.Server.Http;

/// <summary>An <c>application/problem+json</c> answer (RFC 9457) with a code from a closed list.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Detail">What was expected, what was found, what to do.</param>
public sealed record Problem(ProblemCode Code, string Detail) : IResult
{
    /// <summary>After how many seconds trying again makes sense; null: it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var (status, title) = ProblemCodes.Of(Code);
        httpContext.RequestServices.GetService<EdgeMetrics>()?.Refused(Code);
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        if (RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (status == StatusCodes.Status415UnsupportedMediaType) response.Headers.AcceptEncoding = ContentEncodings.Understood;
        using (var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = ServerJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("code", ProblemCodes.Name(Code));
            json.WriteString("detail", Detail);
            json.WriteEndObject();
        }

        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}
