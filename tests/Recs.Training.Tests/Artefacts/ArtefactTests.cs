using System.Text;
using System.Text.Json.Nodes;
using Recs.TestKit;
using Recs.Training.Artefacts;
using Recs.Training.Tests.Pipeline;

namespace Recs.Training.Tests.Artefacts;

public sealed class ArtefactTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Files = new(() => Shoppers.Train(Shoppers.Walk()));

    [Fact]
    public void A_folder_holds_the_model_whole()
    {
        using var folder = new TempFolder();
        ArtefactWriter.Save(Files.Value, folder.File("model"));
        var model = ArtefactReader.Load(folder.File("model"));
        Assert.Equal(ArtefactFiles.All.Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder.File("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.NotNull(model.NextModel());
        Assert.NotNull(model.Complements);
        Assert.Equal(model.Items.Count, File.ReadLines(Path.Combine(folder.File("model"), ArtefactFiles.Items)).Count());
    }

    [Fact]
    public void A_folder_that_is_there_already_is_not_touched()
    {
        using var folder = new TempFolder();
        Assert.Throws<ArtefactException>(() => ArtefactWriter.Save(Files.Value, folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_folder_or_manifest_is_told()
    {
        using var folder = new TempFolder();
        Assert.Contains("recs train", Assert.Throws<ArtefactException>(() => ArtefactReader.Load(folder.File("none"))).Message, StringComparison.Ordinal);
        Assert.Contains(ArtefactFiles.Manifest, Assert.Throws<ArtefactException>(() => ArtefactReader.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ArtefactFiles.Items)]
    [InlineData(ArtefactFiles.Lists)]
    [InlineData(ArtefactFiles.Factors)]
    public void A_byte_that_fell_over_is_found(string file)
    {
        var files = Copy();
        files[file][files[file].Length / 2] ^= 1;
        Assert.Contains("SHA-256", Refusal(files), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ArtefactFiles.Items)]
    [InlineData(ArtefactFiles.Lists)]
    [InlineData(ArtefactFiles.Factors)]
    public void A_missing_file_is_found(string file)
    {
        var files = Copy();
        files.Remove(file);
        Assert.Contains($"{file} is missing", Refusal(files), StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_that_are_no_numbers_are_found() => Assert.Contains("NaN", Refusal(WithFactors((values, _, _) => (Spoilt(values), null))), StringComparison.Ordinal);

    [Fact]
    public void Factors_of_another_width_are_found() =>
        Assert.Contains("[203, 12] was expected", Refusal(WithFactors((values, rows, columns) => (values, [rows * 2, columns / 2]))), StringComparison.Ordinal);

    [Theory]
    [InlineData("next.items", "names the item")]
    [InlineData("next.weights", "finite numbers above 0")]
    [InlineData("next.starts", "starts")]
    [InlineData("complements.items", "names the item")]
    [InlineData("taste.weights", "finite numbers above 0")]
    public void Lists_that_cannot_be_are_found(string tensor, string said)
    {
        var tensors = Safetensors.Read(Files.Value[ArtefactFiles.Lists], "x").Values
            .Select(t => t.Name != tensor ? t : t.Type == "I32" ? Tensor.Of(t.Name, [.. t.Integers.Select(_ => -1)], [.. t.Shape]) : Tensor.Of(t.Name, [.. t.Floats.Select(_ => float.PositiveInfinity)], [.. t.Shape])).ToList();
        Assert.Contains(said, Refusal(Signed(ArtefactFiles.Lists, Safetensors.Write(tensors))), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_out_of_order_are_found()
    {
        var lines = Encoding.UTF8.GetString(Files.Value[ArtefactFiles.Items]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse();
        Assert.Contains("ordinal order", Refusal(Signed(ArtefactFiles.Items, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "newer")]
    [InlineData(0, "Train again")]
    public void Another_format_says_what_to_do(int format, string said) =>
        Assert.Contains(said, Refusal(WithManifest(m => m["format"] = format)), StringComparison.Ordinal);

    [Fact]
    public void A_coverage_that_is_not_true_is_found() => Assert.Contains("not of one training", Refusal(WithManifest(m => m["coverage"] = 0.5)), StringComparison.Ordinal);

    [Fact]
    public void A_manifest_that_names_other_files_is_refused() =>
        Assert.Contains("../evil", Refusal(WithManifest(m => m["files"]!["../evil"] = new JsonObject { ["bytes"] = 1, ["sha256"] = "00" })), StringComparison.Ordinal);

    [Theory]
    [InlineData("next.als.factors", 50_000)]
    [InlineData("next.als.recency", -1)]
    [InlineData("next.blend.floor", -1)]
    [InlineData("next.blend.weight", 1e39)]
    [InlineData("next.transitions.lastItems", -5)]
    [InlineData("next.als.unobserved", 1e300)]
    public void Options_that_cannot_be_are_found(string option, double value) => Assert.Contains(option, Refusal(WithManifest(m =>
    {
        var at = option.Split('.').Aggregate((Parent: m, Name: ""), (node, name) => (node.Name.Length == 0 ? node.Parent : node.Parent[node.Name]!, name));
        at.Parent[at.Name] = option.EndsWith("factors", StringComparison.Ordinal) || option.EndsWith("lastItems", StringComparison.Ordinal) ? (int)value : value;
    })), StringComparison.Ordinal);

    [Theory]
    [InlineData("evaluation")]
    [InlineData("files")]
    public void Entries_of_nothing_are_found(string table) => Assert.Contains($"{table}.x is nothing", Refusal(WithManifest(m => m[table]!["x"] = null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format\":1}")]
    public void What_is_no_manifest_is_refused(string text)
    {
        var files = Copy();
        files[ArtefactFiles.Manifest] = Encoding.UTF8.GetBytes(text);
        Assert.NotEmpty(Refusal(files));
    }

    private static float[] Spoilt(float[] values)
    {
        values[17] = float.NaN;
        return values;
    }

    private static Dictionary<string, byte[]> WithFactors(Func<float[], long, long, (float[] Values, long[]? Shape)> change)
    {
        var tensor = Safetensors.Read(Files.Value[ArtefactFiles.Factors], "x")["items"];
        var (values, shape) = change(tensor.Floats, tensor.Shape[0], tensor.Shape[1]);
        return Signed(ArtefactFiles.Factors, Safetensors.Write([Tensor.Of("items", values, shape ?? [.. tensor.Shape])]));
    }

    // The file is another, and the manifest says so: what is wrong is wrong inside.
    private static Dictionary<string, byte[]> Signed(string file, byte[] bytes)
    {
        var files = WithManifest(m => m["files"]![file] = new JsonObject { ["bytes"] = bytes.Length, ["sha256"] = ArtefactWriter.Sha256(bytes) });
        files[file] = bytes;
        return files;
    }

    private static Dictionary<string, byte[]> WithManifest(Action<JsonNode> change)
    {
        var files = Copy();
        var manifest = JsonNode.Parse(files[ArtefactFiles.Manifest])!;
        change(manifest);
        files[ArtefactFiles.Manifest] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return files;
    }

    private static Dictionary<string, byte[]> Copy() => Files.Value.ToDictionary(f => f.Key, f => f.Value.ToArray());

    private static string Refusal(Dictionary<string, byte[]> files) => Assert.Throws<ArtefactException>(() => ArtefactReader.Read(files)).Message;
}
