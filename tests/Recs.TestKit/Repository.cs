namespace Recs.TestKit;

/// <summary>The folder the solution lies in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Recs.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No Recs.sln above {AppContext.BaseDirectory}; the tests run from a checkout.");
    }
}
