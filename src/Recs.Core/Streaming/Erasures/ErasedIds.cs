using Recs.Core.Serialization;

namespace Recs.Core.Streaming.Erasures;

/// <summary>The ids of a site's erased visitors in one partition, by hash: records under them are refused until the site's clock has passed a time.</summary>
public sealed class ErasedIds
{
    private readonly SortedDictionary<ulong, Instant> _until = [];
    private Instant _nextExpiry = Instant.MaxValue;

    public IReadOnlyDictionary<ulong, Instant> Until => _until;

    public bool Contains(ulong hash) => _until.ContainsKey(hash);

    /// <summary>Records under the id change nothing now.</summary>
    public bool Refuses(VisitorId id) => _until.Count > 0 && _until.ContainsKey(Hash64.Of(id.Value));

    public void Add(ulong hash, Instant until)
    {
        _until[hash] = until;
        _nextExpiry = Instant.Min(_nextExpiry, until);
    }

    /// <summary>Forgets what has to be refused no longer.</summary>
    public void Expire(Instant clock)
    {
        if (clock < _nextExpiry) return;
        foreach (var hash in _until.Where(e => e.Value <= clock).Select(e => e.Key).ToList()) _until.Remove(hash);
        _nextExpiry = _until.Count > 0 ? _until.Values.Min() : Instant.MaxValue;
    }

    internal void Write(BinaryEncoder e)
    {
        e.Count(_until.Count);
        foreach (var (hash, until) in _until)
        {
            e.Fixed64(hash);
            e.Time(until);
        }
    }

    internal void Read(ref BinaryDecoder d)
    {
        for (var n = d.Count(); n > 0; n--) Add(d.Fixed64(), d.Time());
    }
}
