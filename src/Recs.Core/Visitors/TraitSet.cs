using Recs.Core.Events;
using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What is known of a person, by name; the later value counts. A removed trait is remembered as one without value.</summary>
public sealed class TraitSet
{
    private readonly SortedList<string, (Stamp Stamp, TraitType Type, string Value)> _traits = new(StringComparer.Ordinal);

    public IEnumerable<Trait> Traits => _traits.Where(t => t.Value.Value.Length > 0).Select(t => new Trait(t.Key, t.Value.Type, t.Value.Value));

    internal int Count => _traits.Count;

    internal int TextBytes => _traits.Sum(t => Utf8Text.Bytes(t.Key) + Utf8Text.Bytes(t.Value.Value));

    public void Set(Trait trait, Stamp stamp) =>
        Put(Utf8Text.Cut(trait.Name, VisitorLimits.TraitNameBytes), (stamp, trait.Type, Utf8Text.Cut(trait.Value, VisitorLimits.TraitValueBytes)));

    public void Merge(TraitSet other)
    {
        foreach (var (name, value) in other._traits) Put(name, value);
    }

    /// <summary>Forgets the oldest; for the bound on the whole state.</summary>
    internal bool DropOldest() => _traits.Count > 0 && _traits.Remove(_traits.MinBy(t => t.Value.Stamp).Key);

    private void Put(string name, (Stamp Stamp, TraitType Type, string Value) value)
    {
        if (_traits.TryGetValue(name, out var known) && Compare(known, value) >= 0) return;
        _traits[name] = value;
        if (_traits.Count > VisitorLimits.Traits) DropOldest();
    }

    private static int Compare((Stamp Stamp, TraitType Type, string Value) a, (Stamp Stamp, TraitType Type, string Value) b)
    {
        var c = a.Stamp.CompareTo(b.Stamp);
        if (c == 0) c = a.Type.CompareTo(b.Type);
        return c != 0 ? c : string.CompareOrdinal(a.Value, b.Value);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Count(_traits.Count);
        foreach (var (name, (stamp, type, value)) in _traits)
        {
            e.Text(name);
            stamp.Write(e, reference);
            e.Byte((byte)type);
            e.Text(value);
        }
    }

    internal static TraitSet Read(ref BinaryDecoder d, Instant reference)
    {
        var set = new TraitSet();
        for (var n = d.Count(); n > 0; n--)
            set._traits[d.Text()] = (Stamp.Read(ref d, reference), (TraitType)d.Byte(), d.Text());
        return set;
    }
}
