namespace Recs.Cli.OnlineRetail;

/// <summary>From what a person names on the command line to the files to read, in name order.</summary>
public static class RetailFiles
{
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    /// <exception cref="RetailDataException">A path is missing, no folder holds a CSV file, or a month is there twice.</exception>
    public static IReadOnlyList<RetailFile> Find(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(Expand).Distinct(StringComparer.Ordinal)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(p => new RetailFile(p)).ToList();
        foreach (var same in files.GroupBy(Month, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            throw new RetailDataException($"{string.Join(" and ", same.Select(f => f.Path))} hold the same month; every line would count twice. Keep one of them.");
        return files;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (File.Exists(path)) return [Path.GetFullPath(path)];
        if (!Directory.Exists(path))
            throw new RetailDataException($"{path} does not exist. Expected a folder with the monthly CSV files (.csv or .csv.gz), or such files.");
        var found = Directory.GetFiles(Path.GetFullPath(path)).Where(IsCsv).ToList();
        if (found.Count > 0) return found;
        throw new RetailDataException($"The folder {path} holds no .csv or .csv.gz file. Expected the monthly files of the Online Retail data set (UCI 352).");
    }

    private static bool IsCsv(string path) => Endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static string Month(RetailFile file)
    {
        var name = file.Name;
        var ending = Endings.FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? "";
        return name[..^ending.Length];
    }
}
