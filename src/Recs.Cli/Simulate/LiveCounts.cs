namespace Recs.Cli.Simulate;

/// <summary>What became of what was sent. Safe for many threads.</summary>
public sealed class LiveCounts
{
    private const int MostReasons = 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly List<double> _milliseconds = [];

    /// <summary>Events sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Events that the server says are durably in its log.</summary>
    public long Accepted { get; private set; }

    /// <summary>Events that the server took for repeats.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Events that came to nothing: refused, or the request failed.</summary>
    public long Lost => Sent - Accepted - Duplicates;

    /// <summary>Events that were due and not sent, because too many requests waited for an answer.</summary>
    public long NotSent { get; private set; }

    /// <summary>Lists of recommendations that were shown, and clicks in them.</summary>
    public long Lists { get; private set; }

    public long Clicks { get; private set; }

    /// <summary>Events lost, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused => _refused;

    public void Answered(long sent, long accepted, long duplicates, IEnumerable<string> reasons, TimeSpan sinceDue)
    {
        lock (_lock)
        {
            (Sent, Accepted, Duplicates) = (Sent + sent, Accepted + accepted, Duplicates + duplicates);
            _milliseconds.Add(sinceDue.TotalMilliseconds);
            foreach (var reason in reasons) Count(reason, 1);
        }
    }

    public void Failed(long sent, string reason)
    {
        lock (_lock)
        {
            Sent += sent;
            Count(reason, sent);
        }
    }

    public void Skipped(long events)
    {
        lock (_lock) NotSent += events;
    }

    public void Listed(bool clicked)
    {
        lock (_lock)
        {
            Lists++;
            if (clicked) Clicks++;
        }
    }

    /// <summary>The time from when a request was due to its answer, which this share of the answered requests did not exceed; 0: none was answered.</summary>
    public double Milliseconds(double share)
    {
        lock (_lock)
        {
            if (_milliseconds.Count == 0) return 0;
            _milliseconds.Sort();
            return _milliseconds[(int)(share * (_milliseconds.Count - 1))];
        }
    }

    private void Count(string reason, long events)
    {
        if (_refused.Count < MostReasons || _refused.ContainsKey(reason)) _refused[reason] = _refused.GetValueOrDefault(reason) + events;
    }
}
