using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Whose a device was, from which record to which.</summary>
internal sealed class DeviceTimes
{
    private readonly List<(string User, long From, long Until)> _times = [];
    private string? _holder;
    private long _since;
    private long _end;

    /// <summary>To whom it belonged before the oldest record; null: to nobody.</summary>
    public void Begin(VisitorId? user) => _holder = user?.Value;

    /// <summary>One of its records, in order.</summary>
    public void See(long offset, LogRecord record)
    {
        _end = offset + 1;
        var named = record.Event is Identified { Proven: true, Header.Bot: false } identified ? identified.UserId : NameProof.IsFor(record) ? record.Visitor.Value : null;
        if (named is null || named == _holder) return;
        if (_holder is not null) _times.Add((_holder, _since, offset));
        (_since, _holder) = (_holder is null ? 0 : offset, named);
    }

    /// <summary>The times in which it was one of these users'.</summary>
    public IEnumerable<(long From, long Until)> Of(IReadOnlyList<VisitorId> users)
    {
        IEnumerable<(string User, long From, long Until)> all = _holder is null ? _times : _times.Append((_holder, _since, _end));
        return all.Where(t => users.Contains(new VisitorId(t.User))).Select(t => (t.From, t.Until));
    }
}
