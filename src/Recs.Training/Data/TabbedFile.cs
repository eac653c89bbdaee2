namespace Recs.Training.Data;

/// <summary>A table separated by tabs whose header names its columns, in any order.</summary>
internal static class TabbedFile
{
    private const char Tab = '\t';

    /// <summary>The columns asked for, in that order, of every line that is not empty, with the line's number.</summary>
    /// <exception cref="TrainingDataException">The file cannot be read, a column is missing in the header, or a line is too short.</exception>
    public static IEnumerable<(int Number, string[] Fields)> Read(string file, string[] columns)
    {
        int[]? at = null;
        foreach (var (number, line) in TextLines.Read(file))
        {
            if (line.Length == 0) continue;
            var fields = line.Split(Tab);
            if (at is null)
            {
                at = Header(file, columns, fields);
                continue;
            }

            if (fields.Length <= at.Max())
                throw new TrainingDataException($"{file}, line {number}: expected {at.Max() + 1} columns separated by tabs, found {fields.Length}.");
            yield return (number, Array.ConvertAll(at, i => fields[i]));
        }

        if (at is null) throw new TrainingDataException($"{file} is empty; expected a header with the columns {string.Join(", ", columns)}.");
    }

    private static int[] Header(string file, string[] columns, string[] fields)
    {
        var at = Array.ConvertAll(columns, name => Array.IndexOf(fields, name));
        return at.All(i => i >= 0) ? at
            : throw new TrainingDataException($"{file}: expected a header with the columns {string.Join(", ", columns)}, found “{string.Join(", ", fields.Take(6))}”.");
    }
}
