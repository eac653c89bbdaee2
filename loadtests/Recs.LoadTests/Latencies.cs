using System.Diagnostics;
using System.Globalization;

namespace Recs.LoadTests;

/// <summary>Durations of one kind of request, in ticks of the stopwatch.</summary>
internal sealed class Latencies
{
    private readonly List<long> _ticks = [];

    public int Count => _ticks.Count;

    public void Add(long startedAt) => _ticks.Add(Stopwatch.GetTimestamp() - startedAt);

    public void Add(Latencies other) => _ticks.AddRange(other._ticks);

    public string Summary()
    {
        _ticks.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.50):0.00} ms, p95 {At(0.95):0.00} ms, p99 {At(0.99):0.00} ms, max {At(1):0.00} ms");
    }

    /// <summary>In milliseconds.</summary>
    public double Quantile(double quantile)
    {
        _ticks.Sort();
        return At(quantile);
    }

    private double At(double quantile) =>
        _ticks.Count == 0 ? 0 : Stopwatch.GetElapsedTime(0, _ticks[Math.Min(_ticks.Count - 1, (int)(quantile * _ticks.Count))]).TotalMilliseconds;
}
