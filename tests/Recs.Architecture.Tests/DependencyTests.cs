using System.Xml.Linq;
using Recs.TestKit;

namespace Recs.Architecture.Tests;

/// <summary>Dependencies point inward. This table is the law; a change to it is a decision, not an accident.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Recs.Core"] = ([], ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options"]),
        ["Recs.Collector"] = (["Recs.Core"], []),
        ["Recs.Training"] = ([], ["System.Numerics.Tensors"]),
        ["Recs.Models"] = (["Recs.Core", "Recs.Training"], []),
        ["Recs.Simulation"] = (["Recs.Core"], []),
        ["Recs.Sites"] = (["Recs.Core", "Recs.Collector"], []),
        ["Recs.Sqlite"] = (["Recs.Core"], ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"]),
        ["Recs.Server"] = (["Recs.Core", "Recs.Collector", "Recs.Models", "Recs.Sites", "Recs.Sqlite", "Recs.Training"], ["Microsoft.AspNetCore.OpenApi"]),
        ["Recs.Cli"] = (["Recs.Core", "Recs.Collector", "Recs.Models", "Recs.Simulation", "Recs.Sites", "Recs.Sqlite", "Recs.Training"], ["CsvHelper", "Spectre.Console", "System.CommandLine"]),
    };

    public static TheoryData<string> Projects => [.. ProjectFile.Below("src").Keys.Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_only_what_the_table_allows(string name)
    {
        var project = ProjectFile.Below("src")[name];
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is missing from the table of dependencies.");
        Assert.Empty(project.Projects.Except(allowed.Projects));
        Assert.Empty(project.Packages.Except(allowed.Packages));
    }

    [Fact]
    public void The_table_names_no_project_that_is_gone() =>
        Assert.Empty(Allowed.Keys.Except(ProjectFile.Below("src").Keys));

    [Fact]
    public void No_package_slips_in_beside_the_table()
    {
        string[] everywhere = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "xunit.v3", "xunit.runner.visualstudio", "Microsoft.NET.Test.Sdk"];
        var files = Directory.EnumerateFiles(Repository.Root, "Directory.Build.*").Concat(Directory.EnumerateFiles(Repository.File("src"), "Directory.Build.*", SearchOption.AllDirectories));
        var named = files.SelectMany(f => XDocument.Load(f).Descendants("PackageReference")).Select(r => (string?)r.Attribute("Include"));
        Assert.Equal(everywhere.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.Data.Sqlite", "Recs.Sqlite")]
    [InlineData("SQLitePCL", "Recs.Sqlite")]
    [InlineData("StackExchange.Redis", "Recs.Redis")]
    [InlineData("Confluent.Kafka", "Recs.Kafka")]
    public void Only_its_adapter_names_a_storage_library(string library, string adapter)
    {
        var strangers = ProjectFile.Below("src").Values
            .Where(p => p.Name != adapter)
            .SelectMany(p => p.Sources())
            .Where(f => File.ReadAllText(f).Contains(library, StringComparison.Ordinal));
        Assert.Empty(strangers);
    }

    [Fact]
    public void Product_code_does_not_reference_test_code() =>
        Assert.Empty(ProjectFile.Below("src").Values.SelectMany(p => p.Projects).Intersect(ProjectFile.Below("tests").Keys));
}
