namespace Recs.Server.Admin;

/// <summary>What a newcomer sees at <c>/</c>.</summary>
public static class WelcomePage
{
    private const string Html = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Recs</title><style>body{font:16px/1.5 system-ui;max-width:46rem;margin:3rem auto;padding:0 1rem}
        code,pre{background:#f3f3f3;padding:.1rem .3rem}pre{padding:1rem;overflow:auto}</style></head><body>
        <h1>Recs</h1>
        <p>Recs watches what visitors of a shop do, keeps one live picture of each of them and answers what to show next.</p>
        <pre>curl -s localhost:5080/v1/events -H 'Authorization: Bearer dev-write-key' -d \
          '{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug","name":"Blue mug","category":"Home &gt; Mugs","price":9.5,"currency":"EUR"}}'
        curl -s localhost:5080/v1/visitors/anna -H 'Authorization: Bearer dev-secret-key'
        curl -s 'localhost:5080/v1/recommendations?form=popular&amp;visitor=anna' -H 'Authorization: Bearer dev-write-key'</pre>
        <p><a href="/openapi/v1.json">All endpoints (OpenAPI)</a> · <a href="/health/ready">Health</a></p>
        </body></html>
        """;

    public static void MapWelcome(this IEndpointRouteBuilder app) =>
        app.MapGet("/", () => TypedResults.Content(Html, "text/html; charset=utf-8")).ExcludeFromDescription();
}
