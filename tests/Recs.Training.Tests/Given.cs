using Recs.Training.Data;

namespace Recs.Training.Tests;

/// <summary>Small histories to fit on.</summary>
internal static class Given
{
    public static Histories Rows(int itemCount, params int[][] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var r = 0; r < rows.Length; r++) starts[r + 1] = starts[r] + rows[r].Length;
        return new Histories(starts, [.. rows.SelectMany(r => r)], itemCount);
    }

    /// <summary>
    /// Even visitors walk through the even items in order, odd ones through the odd items, each from a place of its own: what comes next
    /// is plain, and no item of the other parity ever follows.
    /// </summary>
    public static Histories Checkerboard(int visitors = 200, int items = 40, int length = 12, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new int[visitors][];
        for (var v = 0; v < visitors; v++)
        {
            var start = random.Next(items / 2);
            rows[v] = [.. Enumerable.Range(0, length).Select(k => (2 * ((start + k) % (items / 2))) + (v % 2))];
        }

        return Rows(items, rows);
    }

    /// <summary>The same rows with times: two items a day, which makes them one basket.</summary>
    public static Histories Timed(Histories rows)
    {
        var items = Enumerable.Range(0, rows.Count).Select(r => rows[r].ToArray()).ToArray();
        return Purchases(rows.ItemCount, [.. items.Select(row => row.Select((item, k) => (item, Day: k / 2)).ToArray())]);
    }

    /// <summary>Purchases with the day of each; those of one day are a basket.</summary>
    public static Histories Purchases(int itemCount, params (int Item, int Day)[][] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var r = 0; r < rows.Length; r++) starts[r + 1] = starts[r] + rows[r].Length;
        return new Histories(starts, [.. rows.SelectMany(r => r.Select(p => p.Item))], itemCount, [.. rows.SelectMany(r => r.Select(p => p.Day * 86_400_000L))]);
    }

    public static string File(string content)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("recs-training-").FullName, "data.txt");
        System.IO.File.WriteAllText(file, content);
        return file;
    }
}
