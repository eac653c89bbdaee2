using System.Globalization;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Simulation;
using Recs.Simulation.Events;
using Recs.Simulation.Shoppers;
using Recs.Simulation.Shops;
using Recs.Simulation.Truth;

namespace Recs.Cli.Simulate;

/// <summary>Lets simulated shoppers walk through an empty site as history, and writes what is true of them beside it.</summary>
public sealed class HistorySimulation(IImportTarget target, IProgressDisplay progress)
{
    private const int EventsPerPart = 10_000;
    private const int ItemsPerRequest = 5_000;
    private const string MessagePrefix = "m-";

    /// <param name="options">What is simulated.</param>
    /// <param name="truth">The folder for what is true of it.</param>
    /// <param name="cancel">Stops between parts; repeated with the same options it goes on from there.</param>
    /// <exception cref="CliException">The site holds something else.</exception>
    public async Task<HistorySummary> RunAsync(SimulationOptions options, string truth, CancellationToken cancel)
    {
        var held = await target.ReadHeldAsync(MessagePrefix, cancel);
        if (held.Others > 0)
            throw new CliException(ExitCodes.DataFolder, $"The site holds {held.Others:N0} events that no simulation made; simulated shoppers would be mixed with real ones for good. Name a new folder with --data, another site with --site, or let shoppers walk in now with --url.");

        // Before anything is written: the truth that lies there is the other simulation's.
        var own = $"{MessagePrefix}{options.RunId}-";
        if (held.MessageIds.FirstOrDefault(id => !id.StartsWith(own, StringComparison.Ordinal)) is not null)
            throw new CliException(ExitCodes.DataFolder, "The site holds another simulation, with another seed, number of shoppers, days or end; an unfinished one goes on with the same options only. Name a new folder with --data.");
        var world = new SimulatedWorld(options);
        var stories = Tell(world, cancel);
        TruthFiles.Write(truth, world, stories);
        await StockAsync(world.Shop, cancel);
        var events = SimulatedWorld.InOrder(stories);
        await WalkAsync(options, events, cancel);
        return new HistorySummary(world, stories, await target.ReadAppliedAsync(cancel));
    }

    private List<ShopperStory> Tell(SimulatedWorld world, CancellationToken cancel)
    {
        var told = progress.Begin($"Thinking of {world.Options.Shoppers:N0} shoppers", world.Options.Shoppers);
        var stories = new List<ShopperStory>(world.Options.Shoppers);
        foreach (var story in world.Stories())
        {
            cancel.ThrowIfCancellationRequested();
            stories.Add(story);
            if (stories.Count % 500 == 0) told.Report(stories.Count);
        }

        told.Report(stories.Count);
        return stories;
    }

    private async Task StockAsync(Shop shop, CancellationToken cancel)
    {
        foreach (var (body, _) in WireBatches.Cut("items", shop.Products, ItemsPerRequest, (json, product) => EventJson.Write(json, product.Item)))
            await target.PutItemsAsync(body, cancel);
    }

    // Each part is in the states before the next one comes, so people are known by their accounts about as soon as in a living shop.
    private async Task WalkAsync(SimulationOptions options, IReadOnlyList<ShopperEvent> events, CancellationToken cancel)
    {
        var walked = progress.Begin($"Walking through {options.Days} days", events.Count);
        var (id, part, count) = (ImportId(options), 0, 0);
        foreach (var (body, n) in WireBatches.Cut("batch", events, EventsPerPart, EventJson.Write))
        {
            await target.SendAsync(new HistoryPart(id, ++part) { TimeZone = part == 1 ? Shop.TimeZone : null, BaseCurrency = part == 1 ? Shop.Currency : null }, body, cancel);
            await target.ApplyAsync(new Ignored(), cancel);
            walked.Report(count += n);
        }
    }

    private static string ImportId(SimulationOptions o) =>
        string.Create(CultureInfo.InvariantCulture, $"simulate-{o.Seed}-{o.Shoppers}-{o.Days}-{o.Start.UnixMilliseconds}");

    private sealed class Ignored : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }
}
