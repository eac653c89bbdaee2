namespace Recs.Models.Readiness;

/// <summary>How often something was found, and where first.</summary>
internal sealed class Tally
{
    public long Count { get; private set; }

    public LogMark? First { get; private set; }

    public void Add(LogMark mark) => Add(1, mark);

    public void Add(Tally other)
    {
        if (other.First is { } first) Add(other.Count, first);
    }

    private void Add(long count, LogMark mark)
    {
        Count += count;
        if (First is not { } first || mark.CompareTo(first) < 0) First = mark;
    }
}
