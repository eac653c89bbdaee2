namespace Recs.Training.Data;

/// <summary>
/// Sequences without times: one user per line, <c>user item item …</c> in time order, separated by blanks. Names of users and
/// items are any text without blanks.
/// </summary>
public static class SequenceFile
{
    private const char Tab = '\t';

    /// <exception cref="TrainingDataException">The file cannot be read, a line holds no item, or a user comes twice; says which line.</exception>
    public static (Histories Histories, ItemVocabulary Items) Read(string file)
    {
        var items = new ItemVocabulary();
        var users = new HashSet<string>(StringComparer.Ordinal);
        var (starts, all) = (new List<int> { 0 }, new List<int>());
        foreach (var (number, line) in TextLines.Read(file))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var rest = line.AsSpan().Trim();
            var user = Next(ref rest);
            if (rest.IsEmpty) throw new TrainingDataException($"{file}, line {number}: expected a user and at least one item, found only “{Shortened(user)}”.");
            if (!users.Add(user.ToString())) throw new TrainingDataException($"{file}, line {number}: the user “{Shortened(user)}” had a line before; expected one line per user.");
            while (!rest.IsEmpty) all.Add(items.Add(Next(ref rest)));
            starts.Add(all.Count);
        }

        if (users.Count == 0) throw new TrainingDataException($"{file} is empty; expected one user per line: user item item …");
        return (new Histories([.. starts], [.. all], items.Count), items);
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(' ', Tab);
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..].TrimStart();
        return word;
    }

    private static string Shortened(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
