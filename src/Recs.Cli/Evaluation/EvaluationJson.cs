using System.Text.Json;
using Recs.Cli.Output;
using Recs.Training.Evaluation;

namespace Recs.Cli.Evaluation;

/// <summary>A report for programs: <c>methods.&lt;method&gt;[.&lt;part&gt;].&lt;measure&gt;</c> as value, low and high.</summary>
internal static class EvaluationJson
{
    public static byte[] Write(EvaluationReport report, TimeSpan took) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("split", report.Split);
        json.WriteString("ranked", report.Ranked);
        json.WriteString("searched", report.Searched);
        json.WriteNumber("questions", report.Parts[0].Questions);
        json.WriteStartObject("methods");
        foreach (var method in report.Parts[0].Methods.Select(m => m.Method)) WriteMethod(json, report, method);
        json.WriteEndObject();
        json.WriteStartObject("facts");
        foreach (var (name, figure) in report.Facts) json.WriteNumber(name, Math.Round(figure, 5));
        json.WriteEndObject();
        json.WriteNumber("seconds", Math.Round(took.TotalSeconds, 1));
        json.WriteEndObject();
    });

    private static void WriteMethod(Utf8JsonWriter json, EvaluationReport report, string method)
    {
        json.WriteStartObject(method);
        foreach (var part in report.Parts)
        {
            if (part.Name.Length > 0) json.WriteStartObject(part.Name);
            foreach (var (name, figure) in part.Methods.Single(m => m.Method == method).Figures) WriteFigure(json, name, figure);
            if (part.Name.Length > 0) json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFigure(Utf8JsonWriter json, string name, Estimate figure)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", Math.Round(figure.Value, 5));
        json.WriteNumber("low", Math.Round(figure.Low, 5));
        json.WriteNumber("high", Math.Round(figure.High, 5));
        json.WriteEndObject();
    }
}
