using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Core;
using Recs.Models.Learning;
using Recs.TestKit;
using Recs.Training.Data.Interactions;

namespace Recs.Cli.Tests.Export;

public sealed class TrainingSeesTheSameTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Exported_interactions_are_those_that_models_are_trained_on()
    {
        await SmallShop.ImportAsync(_folder.File("data"));
        var (exitCode, _, error) = await CommandLine.RunAsync("export", "interactions", "--data", _folder.File("data"), "--out", _folder.File("i.jsonl"));
        Assert.True(exitCode == 0, error);
        var builder = new InteractionBuilder();
        var rows = File.ReadAllLines(_folder.File("i.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        foreach (var row in rows)
        {
            // An order of nobody is its own visitor.
            var (visitor, order) = (row.GetProperty("visitor").GetString(), row.GetProperty("order").GetString());
            var hash = Hash64.Of(visitor ?? (order is null ? VisitorId.ForAnonymousEvent("shop:1:28") : VisitorId.ForAnonymousOrder(order)).Value);
            builder.Add(hash, row.GetProperty("item").GetString(), Enum.Parse<InteractionKind>(row.GetProperty("kind").GetString()!, ignoreCase: true),
                row.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds(), order is null ? 0 : Hash64.Of(order), order is null ? 0 : row.GetProperty("line").GetInt32() - 1);
        }

        var exported = builder.Build();
        await using var installation = SiteFolder.Open(_folder.File("data"), TimeProvider.System, "");
        var trained = await LogInteractions.ReadAsync(installation.EventLog, SiteId.Default, int.MaxValue, null, TestContext.Current.CancellationToken);
        Assert.Equal(Told(trained), Told(exported));
        Assert.Equal(3, exported.Purchases.Count);
        Assert.Equal(2, exported.Baskets.Count);
        Assert.Equal(rows.Count, rows.Select(r => r.GetRawText()).Distinct().Count());
        Assert.DoesNotContain(rows, r => r.GetProperty("visitor").GetString() is "phone" || (r.GetProperty("visitor").GetString() is "carl" && r.GetProperty("item").GetString() == "cup"));
    }

    private static List<string> Told(InteractionSet set) =>
    [
        string.Join(' ', set.Items), $"{set.Views}",
        .. new[] { set.Histories, set.Purchases, set.Baskets }.SelectMany(h => Enumerable.Range(0, h.Count).Select(row => $"{string.Join(' ', h[row].ToArray())} at {string.Join(' ', h.TimesOf(row).ToArray())}")),
    ];
}
