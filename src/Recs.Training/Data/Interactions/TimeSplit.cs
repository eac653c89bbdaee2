namespace Recs.Training.Data.Interactions;

/// <summary>Cuts histories by time, so that nothing a model is asked about lies before anything it has learned.</summary>
public static class TimeSplit
{
    /// <summary>The time before which a share of all interactions lies.</summary>
    /// <param name="histories">With times.</param>
    /// <param name="share">0 to 1.</param>
    /// <returns>Unix milliseconds; 0 where there are no interactions.</returns>
    public static long TimeOf(Histories histories, double share)
    {
        var times = new long[histories.Interactions];
        var at = 0;
        for (var row = 0; row < histories.Count; row++)
        {
            histories.TimesOf(row).CopyTo(times.AsSpan(at));
            at += histories.LengthOf(row);
        }

        if (times.Length == 0) return 0;
        Array.Sort(times);
        return times[(int)Math.Min(times.Length - 1, share * times.Length)];
    }

    /// <summary>How many interactions of a row happened before a time.</summary>
    public static int CountBefore(Histories histories, int row, long time)
    {
        var times = histories.TimesOf(row);
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
