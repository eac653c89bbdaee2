using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

/// <summary>The states of a log at a time by the shortest way to say it: each visitor's records, one after the other.</summary>
internal sealed class VisitorFold(Instant to)
{
    private readonly Dictionary<VisitorKey, VisitorGrain> _grains = [];
    private readonly Dictionary<SiteId, (Instant Clock, VisitorOptions Options)> _sites = [];
    private readonly HashSet<VisitorKey> _seen = [];
    private readonly Dictionary<VisitorKey, byte[]> _states = [];

    /// <summary>Clocks and options belong to a partition.</summary>
    public void NextPartition()
    {
        foreach (var key in _seen)
        {
            _grains[key].Advance(to, _sites[key.Site].Options, new VisitorEffects());
            _states[key] = VisitorStateCodec.Encode(_grains[key].State);
        }

        _grains.Clear();
        _sites.Clear();
        _seen.Clear();
    }

    public void Apply(LogRecord record)
    {
        var (clock, options) = _sites.GetValueOrDefault(record.Site, (Instant.MinValue, VisitorOptions.Default));
        clock = Instant.Max(clock, record.LogTime);
        if (clock > to)
        {
            _sites[record.Site] = (Instant.MaxValue, options);
            return;
        }

        if (record.Event is OptionsChanged changed)
        {
            foreach (var grain in _grains.Values.Where(g => g.Key.Site == record.Site)) grain.Advance(clock, options, new VisitorEffects());
            options = VisitorOptions.FromJson(changed.OptionsJson);
        }

        _sites[record.Site] = (clock, options);
        if (record.Visitor.IsNone || record.Visitor.IsAnonymousOrder || record.Visitor.IsAnonymousEvent) return;
        if (!_grains.TryGetValue(record.Key, out var visitor)) _grains[record.Key] = visitor = new VisitorGrain(record.Key, new VisitorState(), OrderBook.Empty());
        if (visitor.Apply(record, clock, options, new VisitorEffects()).Outcome != ApplyOutcome.Bot) _seen.Add(record.Key);
    }

    public IReadOnlyDictionary<VisitorKey, byte[]> States()
    {
        NextPartition();
        return _states;
    }
}
