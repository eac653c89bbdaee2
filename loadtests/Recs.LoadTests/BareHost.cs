using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Recs.Server.Hosting;

namespace Recs.LoadTests;

/// <summary>The server with endpoints beside its own that do nothing but return bytes they were given: what its answers are measured against.</summary>
internal static class BareHost
{
    public const string Path = "/bare/";

    public static async Task<int> RunAsync(string[] args)
    {
        var bodies = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        await using var app = RecsServer.Build(args);
        app.MapPut(Path + "{name}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            bodies[(string)context.Request.RouteValues["name"]!] = body.ToArray();
        });
        app.MapGet(Path + "{name}", context =>
        {
            var body = bodies[(string)context.Request.RouteValues["name"]!];
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
