using Recs.TestKit;

namespace Recs.Architecture.Tests;

public sealed class HouseTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var long_ = ProjectFile.Below("src").Values.SelectMany(p => p.Sources()).Where(f => File.ReadLines(f).Count() > MostLines);
        Assert.Empty(long_);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.File("Recs.sln"));
        foreach (var folder in new[] { "src", "tests", "loadtests" })
        {
            foreach (var name in ProjectFile.Below(folder).Keys) Assert.Contains($"{name}.csproj", solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_servers_entry_point_stays_under_40_lines() =>
        Assert.True(File.ReadLines(Repository.File("src", "Recs.Server", "Program.cs")).Count() < 40);
}
