using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;
using Recs.Training.Artefacts;
using Spectre.Console;

namespace Recs.Cli.Models;

/// <summary>What a training came to.</summary>
internal static class TrainingOutput
{
    private static readonly string[] Shown = ["hr@10", "ndcg@10", "mrr@20"];

    public static void Write(CliConsole console, ModelManifest manifest, bool published, string? refusal, IReadOnlyList<string> objections)
    {
        var data = manifest.Data;
        console.Out.MarkupLineInterpolated($"{manifest.Version}: {data.Interactions:N0} interactions of {data.Visitors:N0} visitors with {manifest.Items:N0} products, {data.Baskets:N0} baskets, {data.From:yyyy-MM-dd} to {data.Until:yyyy-MM-dd}; {manifest.Coverage * 100:0.0} % of the products have a list.");
        foreach (var (name, part) in manifest.Evaluation)
        {
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumn(Markup.Escape($"{name}, {part.Questions:N0} questions"));
            foreach (var measure in Shown) table.AddColumn(new TableColumn(measure) { Alignment = Justify.Right });
            foreach (var (method, figures) in part.Methods) table.AddRow([Markup.Escape(method), .. Shown.Select(m => string.Create(CultureInfo.InvariantCulture, $"{figures[m].Value:.0000} ±{(figures[m].High - figures[m].Low) / 2:.0000}"))]);
            table.Caption = new TableTitle(Markup.Escape($"Split {part.Split}. Ranked: {part.Ranked}. Searched: {part.Searched}."));
            console.Out.Write(table);
            if (part.Gate is { Serving: { } serving, OverServing: { } difference }) console.Out.MarkupLineInterpolated($"{name}: {difference.Value:+0.0000;-0.0000} ({difference.Low:+0.0000;-0.0000} to {difference.High:+0.0000;-0.0000}) {part.Gate.Measure} over {serving}, {part.Gate.How}.");
        }

        foreach (var note in manifest.Notes) console.Out.MarkupLineInterpolated($"{note}");
        if (refusal is not null) console.Say(refusal);
        else if (published) console.Write($"{manifest.Version} serves from now on.");
        else if (objections.Count > 0) console.Write($"It is kept, and would not be published: {string.Join("; ", objections)}.");
        else console.Write($"It is kept. Let it serve: recs publish {manifest.Version}");
    }

    public static ReadOnlySpan<byte> WriteJson(ModelManifest manifest, bool published, string? refusal) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", manifest.Version);
        json.WriteBoolean("published", published);
        json.WriteString("refusal", refusal);
        json.WritePropertyName("manifest");
        JsonSerializer.Serialize(json, manifest, ManifestJson.Default.ModelManifest);
        json.WriteEndObject();
    });
}
