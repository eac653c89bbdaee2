namespace Recs.Training.Data;

/// <summary>
/// What is known to be bought together and viewed together: a header with <c>item_id</c>, <c>r_complement</c> and <c>r_substitute</c>,
/// separated by tabs; the lists as <c>[1, 2, …]</c>. The truth of an evaluation, never an input of training.
/// </summary>
/// <param name="Complements">By item, those bought together with it.</param>
/// <param name="Substitutes">By item, those viewed instead of it.</param>
public sealed record RelationFile(IReadOnlyDictionary<int, IReadOnlySet<int>> Complements, IReadOnlyDictionary<int, IReadOnlySet<int>> Substitutes)
{
    private static readonly string[] Columns = ["item_id", "r_complement", "r_substitute"];

    /// <summary>Reads relations over a vocabulary, which grows by what is new.</summary>
    /// <exception cref="TrainingDataException">The file cannot be read, or a line does not fit; says which, expected and found.</exception>
    public static RelationFile Read(string file, ItemVocabulary items)
    {
        var (complements, substitutes) = (new Dictionary<int, IReadOnlySet<int>>(), new Dictionary<int, IReadOnlySet<int>>());
        foreach (var (number, fields) in TabbedFile.Read(file, Columns))
        {
            var item = items.Add(fields[0]);
            if (!complements.TryAdd(item, List(fields[1], Columns[1], item)) || !substitutes.TryAdd(item, List(fields[2], Columns[2], item)))
                throw new TrainingDataException($"{file}, line {number}: the item “{fields[0]}” had a line before; expected one line per item.");

            HashSet<int> List(string text, string column, int of)
            {
                if (!text.StartsWith('[') || !text.EndsWith(']'))
                    throw new TrainingDataException($"{file}, line {number}: expected a list “[item, …]” as {column}, found “{(text.Length > 40 ? text[..40] + "…" : text)}”.");
                var ids = text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return [.. ids.Select(id => items.Add(id.Trim('\'', '"'))).Where(i => i != of)];
            }
        }

        return complements.Count > 0 ? new RelationFile(complements, substitutes) : throw new TrainingDataException($"{file} holds no items.");
    }
}
