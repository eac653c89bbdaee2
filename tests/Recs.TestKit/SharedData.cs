namespace Recs.TestKit;

/// <summary>The public data sets that lie beside the project. A test that needs one is skipped where they are missing; in CI that is a failure.</summary>
public static class SharedData
{
    /// <summary>The folder of a data set, or null where it is missing.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!System.IO.File.Exists(Path.Combine(folder.FullName, "Recs.sln"))) continue;
            var data = Path.Combine(folder.Parent?.FullName ?? "", "shared", "data", name);
            return Directory.Exists(data) ? data : null;
        }

        return null;
    }
}
