using System.Globalization;

namespace Recs.Training.Data;

/// <summary>
/// Purchases: a header with <c>user_id</c>, <c>item_id</c> and <c>time</c> (seconds since 1970), separated by tabs, in any order of columns
/// and lines. What a user bought at one time is one basket.
/// </summary>
public static class PurchaseFile
{
    private static readonly string[] Columns = ["user_id", "item_id", "time"];

    /// <summary>Reads purchases over a vocabulary, which grows by what is new. A row a user, oldest first; within a time as in the file.</summary>
    /// <exception cref="TrainingDataException">The file cannot be read, or a line does not fit; says which, expected and found.</exception>
    public static Histories Read(string file, ItemVocabulary items)
    {
        var users = new Dictionary<string, List<(long Time, int Order, int Item)>>(StringComparer.Ordinal);
        foreach (var (number, fields) in TabbedFile.Read(file, Columns))
        {
            if (!long.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(seconds) > 100_000_000_000)
                throw new TrainingDataException($"{file}, line {number}: expected time in whole seconds since 1970, found “{fields[2]}”.");
            if (fields[0].Length == 0 || fields[1].Length == 0)
                throw new TrainingDataException($"{file}, line {number}: expected a user_id and an item_id, found an empty one.");
            if (!users.TryGetValue(fields[0], out var row)) users[fields[0]] = row = [];
            row.Add((seconds * 1000, number, items.Add(fields[1])));
        }

        if (users.Count == 0) throw new TrainingDataException($"{file} holds no purchases.");
        return HistoryRows.OldestFirst(users.Values, items.Count);
    }
}
