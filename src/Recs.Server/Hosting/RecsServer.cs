using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Recs.Core;
using Recs.Server.Admin;
using Recs.Server.Collector;
using Recs.Server.Http;
using Recs.Server.Recommender;
using Recs.Server.Sites;
using Recs.Sqlite;

namespace Recs.Server.Hosting;

/// <summary>Builds the server: options checked first, then the data folder opened, then the routes.</summary>
public static class RecsServer
{
    /// <exception cref="RecsException">The configuration is wrong, or the data folder cannot be used; the message says what to do.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        var sites = new SiteDirectory(options.SitesOrDevelopment());
        var addresses = ListenAddresses.Of(builder.Configuration);
        DevelopmentKeys.RequireLoopback(sites.Sites.Values, addresses);
        builder.WebHost.UseUrls([.. addresses]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 17 * 1024 * 1024);
        builder.Services.AddRecs(options, sites);
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServerJson.Readable);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, ServerJson.Profiles);
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        var app = builder.Build();
        app.UseStoreFailures();
        app.MapOpenApi();
        app.MapEvents();
        app.MapSegment();
        app.MapItems();
        app.MapRecommendations();
        app.MapVisitors();
        app.MapHealth();
        app.MapWelcome();
        var store = app.Services.GetRequiredService<SqliteInstallation>();
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, store, options));
        return app;
    }

    private static void Announce(WebApplication app, SqliteInstallation store, ServerOptions options)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var url = addresses.FirstOrDefault() ?? ListenAddresses.Default;
        store.Announce(new Uri(url));
        Console.WriteLine($"Recs is ready on {url}, data under {Path.GetFullPath(options.DataFolder)}. Open {url} for what to do next.");
    }
}
