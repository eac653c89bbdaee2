using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Recs.Training.Models;
using Recs.Training.Models.Factors;

namespace Recs.Training.Artefacts;

/// <summary>Turns a model into files. The same model makes the same bytes.</summary>
public static class ArtefactWriter
{
    /// <summary>The files by name, the manifest with its version and checksums filled in.</summary>
    /// <param name="model">The model; of its manifest, version, items, coverage and files are worked out here.</param>
    public static IReadOnlyDictionary<string, byte[]> Write(ModelArtefact model)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [ArtefactFiles.Items] = Lines(model.Items),
            [ArtefactFiles.Lists] = Safetensors.Write([.. Lists("next", model.Transitions), .. Lists("taste", model.Taste), .. Lists("complements", model.Complements), .. Lists("similar", model.Similar)]),
        };
        if (model.Factors is { } factors) files[ArtefactFiles.Factors] = Safetensors.Write([Matrix("items", factors)]);
        var entries = files.ToDictionary(f => f.Key, f => new ArtefactFile(f.Value.Length, Sha256(f.Value)), StringComparer.Ordinal);
        var manifest = model.Manifest with { Version = Version(model.Manifest, entries), Items = model.Items.Count, Coverage = CoverageOf(model), Files = new SortedDictionary<string, ArtefactFile>(entries, StringComparer.Ordinal) };
        files[ArtefactFiles.Manifest] = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.ModelManifest);
        return files;
    }

    /// <summary>Writes the files into a folder that does not exist yet, whole or not at all.</summary>
    /// <exception cref="ArtefactException">The folder is there already.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Save(IReadOnlyDictionary<string, byte[]> files, string folder)
    {
        if (Directory.Exists(folder) || File.Exists(folder)) throw new ArtefactException($"{folder} is there already. Name a folder that does not exist yet, or remove it.");
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        Directory.CreateDirectory(parent);
        var beside = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Environment.ProcessId}");
        Directory.CreateDirectory(beside);
        try
        {
            foreach (var (name, bytes) in files)
            {
                using var file = new FileStream(Path.Combine(beside, name), FileMode.CreateNew);
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            Directory.Move(beside, folder);
        }
        catch
        {
            Directory.Delete(beside, recursive: true);
            throw;
        }
    }

    internal static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static double CoverageOf(ModelArtefact model)
    {
        if (model.Items.Count == 0) return 0;
        var covered = Enumerable.Range(0, model.Items.Count).Count(i => Has(model.Transitions, i) || Has(model.Complements, i) || Has(model.Similar, i));
        return Math.Round((double)covered / model.Items.Count, 6);
    }

    private static bool Has(ItemLists? lists, int item) => lists is not null && item < lists.Count && lists.ItemsOf(item).Length > 0;

    // Content alone decides, what was measured included: the same data, options, seed and serving model give the same version.
    private static string Version(ModelManifest manifest, Dictionary<string, ArtefactFile> files)
    {
        var all = string.Concat(files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Sha256));
        var options = JsonSerializer.Serialize(manifest with { Version = "", Files = new Dictionary<string, ArtefactFile>() }, ManifestJson.Default.ModelManifest);
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(all + options));
        return manifest.Data.Until.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(hash)[..10];
    }

    private static byte[] Lines(IReadOnlyList<string> items)
    {
        using var stream = new MemoryStream();
        foreach (var item in items)
        {
            // One line each, so without the indentation of the manifest.
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteString("id", item);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    private static IEnumerable<Tensor> Lists(string name, ItemLists? lists)
    {
        if (lists is null) return [];
        var (starts, items, weights) = lists.Unpacked;
        return
        [
            Tensor.Of($"{name}.starts", starts, starts.Length),
            Tensor.Of($"{name}.items", items, items.Length),
            Tensor.Of($"{name}.weights", weights, weights.Length),
        ];
    }

    private static Tensor Matrix(string name, FactorMatrix matrix)
    {
        var values = new float[matrix.Rows * matrix.Factors];
        for (var row = 0; row < matrix.Rows; row++) matrix[row][..matrix.Factors].CopyTo(values.AsSpan(row * matrix.Factors));
        return Tensor.Of(name, values, matrix.Rows, matrix.Factors);
    }
}
