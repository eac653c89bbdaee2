namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>The tables that come with the program: lines of text, without comments (#) and empty lines.</summary>
internal static class ResourceLines
{
    public static IEnumerable<string> Read(string name)
    {
        using var stream = typeof(ResourceLines).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
