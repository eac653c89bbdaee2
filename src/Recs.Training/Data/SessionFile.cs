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
        foreach (var (number, fields) in TabbedFile.Read(file, Columns))
        {
            if (!decimal.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(seconds) > 1e11m)
                throw new TrainingDataException($"{file}, line {number}: expected Time in seconds since 1970, found “{fields[2]}”.");
            if (fields[0].Length == 0 || fields[1].Length == 0)
                throw new TrainingDataException($"{file}, line {number}: expected a SessionId and an ItemId, found an empty one.");
            if (!sessions.TryGetValue(fields[0], out var clicks)) sessions[fields[0]] = clicks = [];
            clicks.Add(((long)(seconds * 1000), number, items.Add(fields[1])));
        }

        return sessions.Count > 0 ? Sorted(sessions, items.Count) : throw new TrainingDataException($"{file} holds no clicks.");
    }

    private static Histories Sorted(Dictionary<string, List<(long Time, int Order, int Item)>> sessions, int itemCount)
    {
        foreach (var clicks in sessions.Values) clicks.Sort();
        return HistoryRows.OldestFirst(sessions.OrderBy(s => s.Value[^1].Time).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value), itemCount);
    }
}
