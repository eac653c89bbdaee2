namespace Recs.TestKit;

/// <summary>The programs of the solution as built beside the running tests.</summary>
public static class BuiltPrograms
{
    public static string Server { get; } = Find("Recs.Server", "Recs.Server.dll");

    public static string Cli { get; } = Find("Recs.Cli", "recs.dll");

    // …/bin/Release/net10.0/ of the tests: the programs were built in the same configuration.
    private static string Find(string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Repository.File("src", project, "bin", output.Parent!.Name, output.Name, file);
    }
}
