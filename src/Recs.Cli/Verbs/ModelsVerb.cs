using System.CommandLine;
using Recs.Cli.Hosting;
using Recs.Cli.Models;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.Verbs;

/// <summary><c>recs models</c>, <c>recs publish</c>, <c>recs rollback</c>: which models there are, and which one serves.</summary>
internal static class ModelsVerb
{
    private const string WhileInUse = "Whoever holds it has not said where it can be reached: stop it first.";

    public static Verb Models(CliConsole console, TimeProvider clock)
    {
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb("models", "List the models of a site: which one serves, what each has reached, and what the gate has against it.",
            "recs models --data data/small", "recs models --data data/small --json")
        {
            data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            await using var desk = Open(parsed.GetRequiredValue(data), parsed.GetRequiredValue(site), parsed.GetValue(key), clock);
            using var models = await desk.ListAsync(cancel);
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(models.RootElement.WriteTo));
            else ModelsTable.Write(console, models.RootElement);
            return ExitCodes.Ok;
        });
        return verb;
    }

    public static Verb Publish(CliConsole console, TimeProvider clock)
    {
        var model = new Argument<string>("model") { Description = "The version of a model that is kept (recs models), or the folder of one (recs train --out)." };
        var force = new Option<bool>("--force") { Description = "Publish whatever the gate says; needs --reason." };
        var reason = Reason();
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb("publish", "Let a model serve. The gate wants it surely better than the best baseline and at most 1 % worse than what serves. A running server follows within two seconds.",
            "recs publish models/today --data data/small --reason weekly")
        {
            model, force, reason, data, site, key, json,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(force) && string.IsNullOrWhiteSpace(result.GetValue(reason))) result.AddError("--force needs --reason, which is kept.");
        });
        verb.SetAction(async (parsed, cancel) =>
        {
            await using var desk = Open(parsed.GetRequiredValue(data), parsed.GetRequiredValue(site), parsed.GetValue(key), clock);
            var name = parsed.GetRequiredValue(model);
            var version = Directory.Exists(name) ? await desk.AddAsync(name, cancel) : name;
            using var pointer = await desk.PublishAsync(version, parsed.GetValue(force), parsed.GetValue(reason), cancel);
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(pointer.RootElement.WriteTo));
            else ModelsTable.WritePointer(console, pointer.RootElement);
            return ExitCodes.Ok;
        });
        return verb;
    }

    public static Verb RollBack(CliConsole console, TimeProvider clock)
    {
        var reason = Reason();
        var (data, site, key, json) = (CommonOptions.Data(), CommonOptions.Site(), ServerKey.Option(), CommonOptions.Json());
        var verb = new Verb("rollback", "Let the model serve again that served before; before the first one live counts served alone.",
            "recs rollback --data data/small --reason fewer-clicks")
        {
            reason, data, site, key, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            await using var desk = Open(parsed.GetRequiredValue(data), parsed.GetRequiredValue(site), parsed.GetValue(key), clock);
            using var pointer = await desk.RollBackAsync(parsed.GetValue(reason), cancel);
            if (parsed.GetValue(json)) console.WriteJson(JsonText.Write(pointer.RootElement.WriteTo));
            else ModelsTable.WritePointer(console, pointer.RootElement);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static Option<string?> Reason() => new("--reason") { Description = "Why; kept with the model.", HelpName = "text" };

    private static IModelDesk Open(string folder, string site, string? key, TimeProvider clock)
    {
        var shop = new SiteId(site);
        return ServerConnection.Find(folder, shop, key, clock) is { } server
            ? new ServerModels(server)
            : new FolderModels(SiteFolder.Open(folder, clock, WhileInUse), shop, clock);
    }
}
