using System.Globalization;

namespace Recs.Collector;

/// <summary>Says in words that an option lies outside its range.</summary>
internal static class OptionRange
{
    public static void Check<T>(List<string> problems, string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be between {least} and {most}."));
    }
}
