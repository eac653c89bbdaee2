using System.Globalization;
using System.Text.Json;
using Recs.Cli.Output;
using Spectre.Console;

namespace Recs.Cli.Models;

/// <summary>Models for people, from the answer of <c>GET /v1/models</c>.</summary>
internal static class ModelsTable
{
    public static void Write(CliConsole console, JsonElement models)
    {
        var all = models.GetProperty("models");
        if (all.GetArrayLength() == 0)
        {
            console.Write("There is no model yet; live counts serve. Train one: recs train");
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        foreach (var head in (string[])["Version", "Trained on data until", "What", "Measure", "Model", "Best baseline", "Serves"]) table.AddColumn(head);
        foreach (var model in all.EnumerateArray()) AddRows(table, model);
        console.Out.Write(table);
        foreach (var model in all.EnumerateArray())
        {
            foreach (var objection in model.GetProperty("objections").EnumerateArray()) console.Out.MarkupLineInterpolated($"{model.GetProperty("version").GetString()!} would not be published: {objection.GetString()!}.");
        }

        if (models.TryGetProperty("problem", out var problem) && problem.GetString() is { } text) console.Out.MarkupLineInterpolated($"{text}");
    }

    public static void WritePointer(CliConsole console, JsonElement pointer) => console.Write(
        pointer.GetProperty("version").GetString() is { } version ? $"{version} serves from now on ({Words(pointer)})." : $"No model serves from now on, live counts alone ({Words(pointer)}).");

    private static string Words(JsonElement pointer)
    {
        var action = pointer.GetProperty("action").GetString() switch { "Forced" => "forced past the gate", "RolledBack" => "rolled back", _ => "published" };
        return pointer.GetProperty("reason").GetString() is { } reason ? $"{action}: {reason}" : action;
    }

    private static void AddRows(Table table, JsonElement model)
    {
        var (version, serves) = (model.GetProperty("version").GetString()!, model.GetProperty("serves").GetBoolean() ? "now" : "");
        if (model.GetProperty("manifest") is not { ValueKind: JsonValueKind.Object } manifest)
        {
            table.AddRow(Markup.Escape(version), "", "cannot be read", "", "", "", serves);
            return;
        }

        var until = manifest.GetProperty("data").GetProperty("until").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        foreach (var part in manifest.GetProperty("evaluation").EnumerateObject())
        {
            var gate = part.Value.GetProperty("gate");
            var (reached, baseline) = (gate.GetProperty("model").GetProperty("value").GetDouble(), gate.GetProperty("baseline").GetString()!);
            var less = gate.GetProperty("overBaseline").GetProperty("value").GetDouble();
            table.AddRow(Markup.Escape(version), until, part.Name, gate.GetProperty("measure").GetString()!, Figure(reached), $"{Figure(reached - less)} {baseline}", serves);
            (version, until, serves) = ("", "", "");
        }
    }

    private static string Figure(double value) => value.ToString(".0000", CultureInfo.InvariantCulture);
}
