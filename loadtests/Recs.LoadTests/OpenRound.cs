using System.Globalization;
using System.Net;

namespace Recs.LoadTests;

/// <summary>What became of one round of requests.</summary>
internal sealed class OpenRound(TimeSpan duration)
{
    private int _offered;
    private int _good;
    private int _late;
    private int _shed;
    private int _failed;

    public Latencies Answered { get; } = new();

    /// <summary>Answered with success in time.</summary>
    public int Good => _good;

    /// <summary>Answered with anything but success or 503, or not at all.</summary>
    public int Failed => _failed;

    /// <summary>As many a second.</summary>
    public double Goodput => _good / duration.TotalSeconds;

    public double Offered => _offered / duration.TotalSeconds;

    public void Add(long due, HttpStatusCode? status, bool inTime)
    {
        _offered++;
        switch (status)
        {
            case HttpStatusCode.ServiceUnavailable:
                _shed++;
                return;
            case HttpStatusCode.Accepted or HttpStatusCode.OK:
                Answered.Add(due);
                if (inTime) _good++;
                else _late++;
                return;
            default:
                _failed++;
                return;
        }
    }

    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"offered {Offered,6:N0}/s  good {Goodput,6:N0}/s  shed {_shed / (double)_offered,4:P0}  late {_late / (double)_offered,4:P0}  failed {_failed}  {Answered.Summary()}");
}
