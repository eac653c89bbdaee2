using System.Text.Json;
using Recs.Training.Models;
using Recs.Training.Models.Factors;

namespace Recs.Training.Artefacts;

/// <summary>
/// Reads an artefact and believes nothing of it: version, names, checksums, shapes, numbers, coverage. What comes back can serve.
/// </summary>
public static class ArtefactReader
{
    /// <summary>Reads the artefact of a folder.</summary>
    /// <exception cref="ArtefactException">It is missing, cut short, damaged, foreign, or of another format.</exception>
    public static ModelArtefact Load(string folder) => Read(Files(folder));

    /// <summary>The files of a folder by name, those an artefact does not have left out.</summary>
    /// <exception cref="ArtefactException">The folder or its manifest is missing, or cannot be read.</exception>
    public static IReadOnlyDictionary<string, byte[]> Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new ArtefactException($"There is no folder {folder}. Name the folder that \"recs train\" has written.");
        try
        {
            return ArtefactFiles.All.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArtefactException($"{folder} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads an artefact from its files.</summary>
    /// <param name="files">By name.</param>
    /// <exception cref="ArtefactException">Something is missing, cut short, damaged, foreign, or of another format.</exception>
    public static ModelArtefact Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var manifest = ManifestOf(files);
        OptionChecks.Check(manifest);
        foreach (var (name, entry) in manifest.Files) Check(files, name, entry);
        var items = Items(files, manifest);
        var tensors = manifest.Files.ContainsKey(ArtefactFiles.Lists) ? Safetensors.Read(files[ArtefactFiles.Lists], ArtefactFiles.Lists) : new Dictionary<string, Tensor>();
        var model = new ModelArtefact
        {
            Manifest = manifest,
            Items = items,
            Transitions = manifest.Next is null ? null : Lists(tensors, "next", items.Count),
            Taste = manifest.Next is null ? null : Lists(tensors, "taste", items.Count),
            Factors = manifest.Next is null ? null : Factors(files, manifest, items.Count),
            Complements = manifest.Complements is null ? null : Lists(tensors, "complements", items.Count),
            Similar = manifest.Similar is null ? null : Lists(tensors, "similar", items.Count),
        };
        OptionChecks.Probe(model);
        var coverage = ArtefactWriter.CoverageOf(model);
        if (Math.Abs(coverage - manifest.Coverage) > 1e-5)
            throw new ArtefactException($"{ArtefactFiles.Manifest} says that {manifest.Coverage:P1} of the items have a list; it is {coverage:P1}. The files are not of one training; train again.");
        return coverage > 0 ? model : throw new ArtefactException("The model has no list for any item, so it has nothing to say. Train with more data.");
    }

    /// <summary>The manifest alone, without the checks of the other files.</summary>
    /// <exception cref="ArtefactException">It is missing, no manifest, or of another format.</exception>
    public static ModelManifest ManifestOf(IReadOnlyDictionary<string, byte[]> files)
    {
        if (!files.TryGetValue(ArtefactFiles.Manifest, out var bytes)) throw new ArtefactException($"The artefact has no {ArtefactFiles.Manifest}. Name the folder that \"recs train\" has written.");
        try
        {
            using (var json = JsonDocument.Parse(bytes))
            {
                var format = json.RootElement.TryGetProperty("format", out var value) && value.TryGetInt32(out var number) ? number : 0;
                if (format != ModelManifest.CurrentFormat) throw new ArtefactException(Foreign(format));
            }

            return JsonSerializer.Deserialize(bytes, ManifestJson.Default.ModelManifest)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ArtefactException($"{ArtefactFiles.Manifest} cannot be read: {error.Message} Copy the artefact again from where it was trained.", error);
        }
    }

    private static string Foreign(int format) => format > ModelManifest.CurrentFormat
        ? $"The artefact is of format {format}, this build reads {ModelManifest.CurrentFormat}. Start the build that wrote it, or a newer one."
        : $"The artefact is of format {format}, this build reads {ModelManifest.CurrentFormat}. Train again with this build.";

    private static void Check(IReadOnlyDictionary<string, byte[]> files, string name, ArtefactFile entry)
    {
        if (!ArtefactFiles.All.Contains(name) || name == ArtefactFiles.Manifest) throw new ArtefactException($"The manifest names a file {name}; an artefact has {string.Join(", ", ArtefactFiles.All)} and no other.");
        if (!files.TryGetValue(name, out var bytes)) throw new ArtefactException($"{name} is missing. Copy the artefact again from where it was trained.");
        if (bytes.Length != entry.Bytes) throw new ArtefactException($"{name} has {bytes.Length:N0} bytes, its manifest says {entry.Bytes:N0}. Copy the artefact again from where it was trained.");
        if (ArtefactWriter.Sha256(bytes) is var hash && hash != entry.Sha256)
            throw new ArtefactException($"{name} is damaged: its SHA-256 is {hash}, its manifest says {entry.Sha256}. Copy the artefact again from where it was trained.");
    }

    private static List<string> Items(IReadOnlyDictionary<string, byte[]> files, ModelManifest manifest)
    {
        if (!manifest.Files.ContainsKey(ArtefactFiles.Items)) throw new ArtefactException($"The manifest does not name {ArtefactFiles.Items}. Train again.");
        List<string> items = [];
        using var reader = new StreamReader(new MemoryStream(files[ArtefactFiles.Items]));
        while (reader.ReadLine() is { } line)
        {
            items.Add(Id(line, items.Count + 1));
            if (items.Count > 1 && string.CompareOrdinal(items[^2], items[^1]) >= 0) throw new ArtefactException($"{ArtefactFiles.Items}, line {items.Count}: {items[^1]} stands behind {items[^2]}; ids must be in ordinal order, each once.");
        }

        return items.Count == manifest.Items ? items : throw new ArtefactException($"{ArtefactFiles.Items} has {items.Count:N0} lines, the manifest says {manifest.Items:N0}.");
    }

    private static string Id(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ManifestJson.Default.ArtefactItem) is { Id.Length: > 0 } item ? item.Id : throw new JsonException("the id is empty.");
        }
        catch (JsonException error)
        {
            throw new ArtefactException($"{ArtefactFiles.Items}, line {number}: expected {{\"id\": \"…\"}}; {error.Message}", error);
        }
    }

    private static ItemLists Lists(IReadOnlyDictionary<string, Tensor> tensors, string name, int count)
    {
        var (starts, items, weights) = (Of(tensors, $"{name}.starts").Integers, Of(tensors, $"{name}.items").Integers, Of(tensors, $"{name}.weights").Floats);
        if (starts.Length != count + 1) throw new ArtefactException($"{name}.starts has {starts.Length:N0} numbers; {count + 1:N0} were expected for {count:N0} items.");
        if (items.Length != weights.Length) throw new ArtefactException($"{name}.items has {items.Length:N0} numbers and {name}.weights {weights.Length:N0}; they stand side by side.");
        if (starts[0] != 0 || starts[^1] != items.Length) throw new ArtefactException($"{name}.starts goes from {starts[0]} to {starts[^1]}; 0 to {items.Length} was expected.");
        for (var i = 0; i < count; i++)
        {
            if (starts[i] > starts[i + 1]) throw new ArtefactException($"{name}.starts falls from {starts[i]} to {starts[i + 1]} at item {i}.");
        }

        for (var k = 0; k < items.Length; k++)
        {
            if (items[k] < 0 || items[k] >= count) throw new ArtefactException($"{name}.items names the item {items[k]} at {k}; there are 0 to {count - 1}.");
            if (!float.IsFinite(weights[k]) || weights[k] <= 0) throw new ArtefactException($"{name}.weights holds {weights[k]} at {k}; finite numbers above 0 were expected. The training has failed; train again.");
        }

        CheckOrder(name, starts, items, weights, count);
        return ItemLists.Of(starts, items, weights);
    }

    private static void CheckOrder(string name, int[] starts, int[] items, float[] weights, int count)
    {
        for (var i = 0; i < count; i++)
        {
            for (var k = starts[i]; k < starts[i + 1]; k++)
            {
                if (items[k] == i) throw new ArtefactException($"{name}: the list of item {i} names the item itself.");
                if (k > starts[i] && weights[k] > weights[k - 1]) throw new ArtefactException($"{name}: the list of item {i} is not best first; {weights[k]} stands behind {weights[k - 1]}.");
            }
        }
    }

    private static Tensor Of(IReadOnlyDictionary<string, Tensor> tensors, string name) =>
        tensors.GetValueOrDefault(name) ?? throw new ArtefactException($"{ArtefactFiles.Lists} has no tensor {name}, which the manifest promises. Train again.");

    private static FactorMatrix Factors(IReadOnlyDictionary<string, byte[]> files, ModelManifest manifest, int count)
    {
        if (!manifest.Files.ContainsKey(ArtefactFiles.Factors)) throw new ArtefactException($"The manifest promises factors, but names no {ArtefactFiles.Factors}. Train again.");
        var tensor = Safetensors.Read(files[ArtefactFiles.Factors], ArtefactFiles.Factors).GetValueOrDefault("items")
            ?? throw new ArtefactException($"{ArtefactFiles.Factors} has no tensor items. Train again.");
        var width = manifest.Next!.Als.Factors;
        if (tensor.Shape is not [var rows, var columns] || rows != count || columns != width)
            throw new ArtefactException($"The factors have the shape [{string.Join(", ", tensor.Shape)}]; [{count}, {width}] was expected: items, factors.");
        var (values, matrix) = (tensor.Floats, new FactorMatrix(count, width));
        for (var row = 0; row < count; row++)
        {
            var from = values.AsSpan(row * width, width);
            foreach (var value in from)
            {
                if (!float.IsFinite(value)) throw new ArtefactException($"The factors of item {row} hold {value}; finite numbers were expected. The training has failed; train again with more regularisation.");
            }

            from.CopyTo(matrix[row]);
        }

        return matrix;
    }
}
