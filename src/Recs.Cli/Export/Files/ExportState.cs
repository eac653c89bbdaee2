using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recs.Cli.Export.Files;

/// <summary>How far an unfinished export is, beside its file.</summary>
/// <param name="Request">The fingerprint of what was asked for.</param>
/// <param name="Bounds">What the source held at the beginning.</param>
/// <param name="At">Where the last page that is in the file ended; null: there is none.</param>
/// <param name="Length">How long the file is with that page; what is beyond is half a page.</param>
/// <param name="Rows">How many rows that is.</param>
internal sealed record ExportState(string Request, IReadOnlyList<long> Bounds, IReadOnlyList<long>? At, long Length, long Rows)
{
    /// <summary>Reads a state; null where there is none that can be read.</summary>
    public static ExportState? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExportStateJson.Default.ExportState) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts the state in the place of the one before, whole or not at all.</summary>
    public void Write(string path)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, this, ExportStateJson.Default.ExportState);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExportState))]
internal sealed partial class ExportStateJson : JsonSerializerContext;
