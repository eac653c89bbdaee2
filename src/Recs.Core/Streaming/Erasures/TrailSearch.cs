namespace Recs.Core.Streaming.Erasures;

/// <summary>What is known of one visitor while all of it is looked for.</summary>
internal sealed class TrailSearch(SiteId site, VisitorTrail known)
{
    private readonly List<VisitorId> _ids = [.. known.Ids];
    private readonly List<VisitorId> _elsewhere = [];
    private int _looked;

    public SiteId Site => site;

    public IReadOnlyList<VisitorId> Ids => _ids;

    /// <summary>Devices that are another's now, of which it is not known yet when they were the visitor's.</summary>
    public IEnumerable<VisitorKey> PastDevices => _elsewhere.Where(d => !_ids.Contains(d) && !known.Past.Any(p => p.Device == d)).Select(d => new VisitorKey(site, d));

    /// <summary>The ids that have come up since the last call.</summary>
    public IEnumerable<VisitorKey> TakeNew()
    {
        var found = _ids.Skip(_looked).Select(id => new VisitorKey(site, id)).ToList();
        _looked = _ids.Count;
        return found;
    }

    /// <summary>A device that was the visitor's.</summary>
    /// <param name="device">Its id.</param>
    /// <param name="now">Whose it is now; itself where it is nobody's.</param>
    /// <param name="told">What is known of that.</param>
    public void Add(VisitorId device, VisitorId now, DeviceTold told)
    {
        // A binding may be on its way yet, but not one from before the checkpoint: where that is gone the device is the visitor's no more.
        var isOwn = told != DeviceTold.AsUser && (_ids.Contains(now) || (now == device && told == DeviceTold.NowOrLately));
        var list = isOwn ? _ids : _elsewhere;
        if (!list.Contains(device)) list.Add(device);
    }

    public VisitorTrail Trail(IReadOnlyDictionary<VisitorKey, DeviceTimes> times)
    {
        var past = new List<PastDevice>(known.Past);
        foreach (var device in PastDevices) past.AddRange(times[device].Of(_ids).Select(t => new PastDevice(device.Visitor, t.From, t.Until)));
        return new VisitorTrail(_ids, past);
    }
}
