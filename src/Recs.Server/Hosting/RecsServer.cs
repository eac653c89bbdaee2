using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Recs.Core;
using Recs.Server.Admin;
using Recs.Server.Admin.Exports;
using Recs.Server.Changes;
using Recs.Server.Collector;
using Recs.Server.Imports;
using Recs.Server.Models;
using Recs.Server.Recommender;
using Recs.Server.Rules;
using Recs.Server.Sites;
using Recs.Sqlite;

namespace Recs.Server.Hosting;

/// <summary>Builds the server: options checked first, then the data folder opened, then the routes.</summary>
public static class RecsServer
{
    // Else the framework watches the working folder with all below it; SiteReloads looks at the files themselves.
    private const string NoWatch = "--hostBuilder:reloadConfigOnChange=false";

    /// <param name="args">The command line.</param>
    /// <param name="replace">Puts other parts in the place of ours, as hosts and tests may.</param>
    /// <exception cref="RecsException">The configuration is wrong, or the data folder cannot be used; the message says what to do.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        NativeMemory.Bound();
        var builder = WebApplication.CreateSlimBuilder([NoWatch, .. args]);
        var configuration = ServerConfiguration.Read(builder.Configuration);
        var options = configuration.Options;
        builder.WebHost.UseUrls([.. configuration.Addresses]);
        builder.WebHost.ConfigureKestrel(options.Http.Apply);
        builder.Services.AddSingleton(configuration.Sources);
        builder.Services.AddRecs(options, configuration.Sites);
        builder.Services.AddEdge(options);
        replace?.Invoke(builder.Services);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.KeepRequestLinesOut();

        var app = builder.Build();
        app.UseEdge(options.Http);
        app.MapOpenApi();
        app.MapEvents();
        app.MapSegment();
        app.MapReset();
        app.MapItems();
        app.MapRecommendations();
        app.MapPage();
        app.MapLists();
        app.MapListTotals();
        app.MapRules();
        app.MapRulePreview();
        app.MapWhy();
        app.MapModels();
        app.MapReadiness();
        app.MapVisitors();
        app.MapExport();
        app.MapChanges();
        app.MapImports();
        app.MapMessageIds();
        app.MapTotals();
        app.MapErasures();
        app.MapHealth();
        app.MapWelcome();
        app.Services.GetRequiredService<ModelMetrics>();
        ProofWarning.Warn(app.Logger, configuration.Sites.Sites);
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
