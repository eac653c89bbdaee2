namespace Recs.TestKit;

/// <summary>The public data sets that lie beside the project. A test that needs one is skipped where they are missing; in CI that is a failure.</summary>
public static class SharedData
{
    /// <summary>The folder of a data set, or null where it is missing.</summary>
    public static string? Find(string name)
    {
        var data = Path.Combine(Path.GetDirectoryName(Repository.Root) ?? "", "shared", "data", name);
        return Directory.Exists(data) ? data : null;
    }
}
