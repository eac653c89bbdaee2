namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>The table of departments: which words of a description name which kind of product.</summary>
public static class Departments
{
    /// <summary>Products one cannot recommend to anybody.</summary>
    public const string Services = "Services";

    public static readonly IReadOnlyList<KindPhrase> Phrases = Read();

    private static List<KindPhrase> Read()
    {
        var phrases = new List<KindPhrase>();
        var (department, last) = ("", false);
        foreach (var line in ResourceLines.Read("departments.txt"))
        {
            if (line[0] == '[')
            {
                (department, last) = (line.Trim('[', ']', '~'), line[1] == '~');
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var category = $"{department} > {line[..colon]}";
            phrases.AddRange(line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries).Select(p => Phrase(category, last, p)));
        }

        return phrases;
    }

    private static KindPhrase Phrase(string category, bool last, string text) =>
        new(category, last, text[0] == '^', [.. text.TrimStart('^').Split('+').Select(DescriptionWords.Of)]);
}
