using System.Globalization;

namespace Recs.Training.Data;

/// <summary>
/// Clicks of anonymous sessions: a header with <c>SessionId</c>, <c>ItemId</c> and <c>Time</c> (seconds since 1970, decimals
/// allowed), separated by tabs, in any order of columns and lines. Clicks of one second keep the order of the file.
/// </summary>
public static class SessionFile
{
    private static readonly string[] Columns = ["SessionId", "ItemId", "Time"];

    /// <summary>Reads sessions over a vocabulary, which grows by what is new. Sessions come in the order of their last click.</summary>
    /// <exception cref="TrainingDataException">The file cannot be read, or a line does not fit; says which, expected and found.</exception>
    public static Histories Read(string file, ItemVocabulary items)
    {
        var sessions = new Dictionary<string, List<(long Time, int Order, int Item)>>(StringComparer.Ordinal);
        int[]? at = null;
        foreach (var (number, line) in TextLines.Read(file))
        {
            if (line.Length == 0) continue;
            var fields = line.Split('\t');
            if (at is null)
            {
                at = Header(file, fields);
                continue;
            }

            if (fields.Length <= at.Max())
                throw new TrainingDataException($"{file}, line {number}: expected {at.Max() + 1} columns separated by tabs, found {fields.Length}.");
            if (!decimal.TryParse(fields[at[2]], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(seconds) > 1e11m)
                throw new TrainingDataException($"{file}, line {number}: expected Time in seconds since 1970, found “{fields[at[2]]}”.");
            if (fields[at[0]].Length == 0 || fields[at[1]].Length == 0)
                throw new TrainingDataException($"{file}, line {number}: expected a SessionId and an ItemId, found an empty one.");
            if (!sessions.TryGetValue(fields[at[0]], out var clicks)) sessions[fields[at[0]]] = clicks = [];
            clicks.Add(((long)(seconds * 1000), number, items.Add(fields[at[1]])));
        }

        return sessions.Count > 0 ? Sorted(sessions, items.Count) : throw new TrainingDataException($"{file} holds no clicks.");
    }

    private static int[] Header(string file, string[] fields)
    {
        var at = Columns.Select(name => Array.IndexOf(fields, name)).ToArray();
        return at.All(i => i >= 0) ? at
            : throw new TrainingDataException($"{file}: expected a header with the columns {string.Join(", ", Columns)}, found “{string.Join(", ", fields.Take(6))}”.");
    }

    private static Histories Sorted(Dictionary<string, List<(long Time, int Order, int Item)>> sessions, int itemCount)
    {
        foreach (var clicks in sessions.Values) clicks.Sort();
        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        foreach (var (_, clicks) in sessions.OrderBy(s => s.Value[^1].Time).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            foreach (var (time, _, item) in clicks)
            {
                items.Add(item);
                times.Add(time);
            }

            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], itemCount, [.. times]);
    }
}
