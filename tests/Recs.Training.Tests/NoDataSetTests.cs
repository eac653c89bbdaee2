using System.Text.RegularExpressions;
using Recs.TestKit;

namespace Recs.Training.Tests;

/// <summary>What learns knows no data set: options come from ranges that are the same for all.</summary>
public sealed partial class NoDataSetTests
{
    [Fact]
    public void No_source_file_names_a_data_set()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Recs.Training"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 50, $"{files.Count} files were found.");
        var found = files.SelectMany(f => DataSets().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)}: {m.Value}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("if (items == 12_101) recency = 0.6; // Beauty")]
    [InlineData("const int Groceries = 169;")]
    public void The_names_are_recognised(string line) => Assert.Matches(DataSets(), line);

    [GeneratedRegex("beauty|amazon|serenade-?toy|retail|cdnow|eshop|clothing|grocer|instacart|journey|12_?101|22_?363|8_?687|3_?958|4_?070", RegexOptions.IgnoreCase)]
    private static partial Regex DataSets();
}
