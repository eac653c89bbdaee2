using System.Xml.Linq;
using Recs.TestKit;

namespace Recs.Architecture.Tests;

/// <summary>A project of the solution, read from its file.</summary>
public sealed record ProjectFile(string Name, string Folder, IReadOnlySet<string> Projects, IReadOnlySet<string> Packages)
{
    /// <summary>Every project below a folder of the repository, by name.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Below(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories).Select(Read).ToDictionary(p => p.Name);

    public IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static ProjectFile Read(string file)
    {
        var xml = XDocument.Load(file);
        var projects = xml.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string?)r.Attribute("Include") ?? "").Trim());
        var packages = xml.Descendants("PackageReference").Select(r => (string?)r.Attribute("Include") ?? "");
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(file), Path.GetDirectoryName(file)!, projects.ToHashSet(), packages.ToHashSet());
    }
}
