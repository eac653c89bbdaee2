using System.Diagnostics.Metrics;
using Recs.Collector;
using Recs.Server.Http;

namespace Recs.Server.Metrics;

/// <summary>What the edge of the server turns away and takes in, as counters of the meter <see cref="MeterName"/>. Tags have few values, and none is a person's.</summary>
public sealed class EdgeMetrics
{
    public const string MeterName = "Recs.Server";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _events;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _redacted;

    public EdgeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("recs.requests.refused", "{request}", "Requests answered with a problem, by its code.");
        _limited = meter.CreateCounter<long>("recs.requests.limited", "{request}", "Requests over a rate limit, by the bucket that was empty: key, visitor, address.");
        _shed = meter.CreateCounter<long>("recs.requests.shed", "{request}", "Requests the collector did not take on, by what was full: requests, bytes, work.");
        _events = meter.CreateCounter<long>("recs.events", "{event}", "Events of requests that were read, by what became of them: accepted, bot, duplicate, withheld, rejected.");
        _rejected = meter.CreateCounter<long>("recs.events.rejected", "{event}", "Rejected events, by reason.");
        _redacted = meter.CreateCounter<long>("recs.events.redacted", "{value}", "Personal data removed from free fields of accepted events.");
    }

    public void Refused(ProblemCode code) => _refused.Add(1, new KeyValuePair<string, object?>("code", ProblemCodes.Name(code)));

    public void Limited(string bucket) => _limited.Add(1, new KeyValuePair<string, object?>("limit", bucket));

    public void Shed(string full) => _shed.Add(1, new KeyValuePair<string, object?>("full", full));

    public void Took(IntakeResult result)
    {
        Count("accepted", result.Accepted - result.Bots);
        Count("bot", result.Bots);
        Count("duplicate", result.Duplicates);
        Count("withheld", result.Withheld);
        Count("rejected", result.Rejected.Count);
        if (result.Redacted > 0) _redacted.Add(result.Redacted);
        foreach (var rejected in result.Rejected) _rejected.Add(1, new KeyValuePair<string, object?>("code", rejected.Code.Text()));
    }

    private void Count(string outcome, int events)
    {
        if (events > 0) _events.Add(events, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
