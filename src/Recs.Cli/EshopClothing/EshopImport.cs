using System.Globalization;
using Recs.Cli.Files;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.EshopClothing;

/// <summary>Reads the whole file, then sends models and clicks to a site as history.</summary>
/// <param name="open">Opens the site, once the file has been read without fault; it is closed at the end.</param>
/// <param name="progress">Shows how far it is.</param>
public sealed class EshopImport(Func<IImportTarget> open, IProgressDisplay progress)
{
    private const int EventsPerPart = 5_000;
    private const int ItemsPerRequest = 1_000;

    /// <exception cref="CliException">The file is damaged, or the site refuses something.</exception>
    public async Task<EshopSummary> RunAsync(InputFile file, CancellationToken cancel)
    {
        var read = progress.Begin($"Reading {file.Name}", 1);
        List<EshopClick> clicks = [.. EshopReader.Read(file)];
        read.Report(1);
        var models = EshopModel.Of(clicks);
        var history = EshopHistory.Tell(clicks);
        await using var target = open();
        foreach (var (body, _) in WireBatches.Cut("items", models, ItemsPerRequest, EshopHistory.Write)) await target.PutItemsAsync(body, cancel);
        var id = ImportId(history);
        var (before, parts) = (await target.PartsAsync(id, cancel), await SendAsync(target, id, history, cancel));
        var applied = await target.ApplyAsync(progress.Begin("Applying events", history.Count), cancel);
        return new EshopSummary(
            clicks.Count, clicks.Select(c => c.Session).Distinct().Count(), models.Count, clicks.Select(c => c.Category).Distinct().Count(),
            clicks.Select(c => c.Country).Distinct().Count(), applied || parts > before, await target.ReadAppliedAsync(cancel));
    }

    private async Task<int> SendAsync(IImportTarget target, string id, IReadOnlyList<(Instant, EshopClick)> history, CancellationToken cancel)
    {
        var sent = progress.Begin("Sending events", history.Count);
        var (part, count) = (0, 0);
        foreach (var (body, n) in WireBatches.Cut("batch", history, EventsPerPart, EshopHistory.Write))
        {
            var first = ++part == 1;
            await target.SendAsync(new HistoryPart(id, part) { TimeZone = first ? EshopHistory.TimeZone : null, BaseCurrency = first ? EshopHistory.Currency : null }, body, cancel);
            sent.Report(count += n);
        }

        return part;
    }

    // Of part of the data set another name, so that nothing is taken for what it is not.
    private static string ImportId(IReadOnlyList<(Instant Time, EshopClick Click)> history) => string.Create(
        CultureInfo.InvariantCulture, $"eshop-clothing-{Hash64.Of(string.Join('\n', history.Select(h => $"{h.Time.UnixMilliseconds} {h.Click.Session} {h.Click.Order} {h.Click.Model}"))):x16}");
}
