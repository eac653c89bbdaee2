using Recs.Core.Serialization;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Counting;

/// <summary>
/// The products met together with one product: how often, and a decayed weight by which the list is kept short. When it is
/// full a newcomer replaces the lightest, unless it is lighter still; of equally light ones the greatest key goes. Counts
/// begin at the entry into the list, so they may be too small, never too large.
/// </summary>
public sealed class NeighbourList
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    // A heap with the lightest first, so that an eviction costs a few steps.
    private ulong[] _keys = new ulong[4];
    private uint[] _counts = new uint[4];
    private float[] _weights = new float[4];
    private int _length;
    private long _step;
    private double _total;

    public int Length => _length;

    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, _length);

    /// <summary>Sessions or baskets in which both were met, per key.</summary>
    public ReadOnlySpan<uint> Counts => _counts.AsSpan(0, _length);

    /// <summary>Weights under the decay reference <see cref="Step"/>, per key.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _length);

    /// <summary>The weight of everything ever added, what was evicted included, under the same reference.</summary>
    public double Total => _total;

    /// <summary>The reference of the forward decay.</summary>
    public long Step => _step;

    /// <summary>Brings the list to the decay reference of an addition and gives what a weight of 1 counts for.</summary>
    internal double Enter(Instant time, TimeSpan halfLife)
    {
        var now = Decay.At(time, halfLife);
        if (_total == 0) _step = now.Step;
        else if (now.Step > _step) Rescale(now);
        return (now with { Step = _step }).Factor(time);
    }

    /// <param name="key">Whom the product was met with.</param>
    /// <param name="weight">Times the factor that <see cref="Enter"/> gave.</param>
    /// <param name="capacity">How many may be kept.</param>
    internal void Add(ulong key, float weight, int capacity)
    {
        _total += weight;
        var at = Keys.IndexOf(key);
        if (at >= 0)
        {
            _counts[at]++;
            _weights[at] += weight;
            Sink(at);
        }
        else if (_length < capacity)
        {
            if (_length == _keys.Length) Grow(Math.Min(capacity, _length * 2));
            Put(_length, key, weight);
            Rise(_length++);
        }
        else if (weight >= _weights[0])
        {
            Put(0, key, weight);
            Sink(0);
        }
    }

    private void Put(int at, ulong key, float weight)
    {
        _keys[at] = key;
        _counts[at] = 1;
        _weights[at] = weight;
    }

    private void Rise(int at)
    {
        for (; at > 0 && Lighter(at, (at - 1) / 2); at = (at - 1) / 2) Swap(at, (at - 1) / 2);
    }

    private void Sink(int at)
    {
        for (var child = (2 * at) + 1; child < _length; child = (2 * at) + 1)
        {
            if (child + 1 < _length && Lighter(child + 1, child)) child++;
            if (!Lighter(child, at)) return;
            Swap(at, child);
            at = child;
        }
    }

    private bool Lighter(int a, int b) => _weights[a] < _weights[b] || (_weights[a] == _weights[b] && _keys[a] > _keys[b]);

    private void Swap(int a, int b)
    {
        (_keys[a], _keys[b]) = (_keys[b], _keys[a]);
        (_counts[a], _counts[b]) = (_counts[b], _counts[a]);
        (_weights[a], _weights[b]) = (_weights[b], _weights[a]);
    }

    // Weights that vanish when they are rescaled tie, so the order may change.
    private void Heapify()
    {
        for (var at = (_length / 2) - 1; at >= 0; at--) Sink(at);
    }

    private void Rescale(Decay to)
    {
        var exponent = (to with { Step = _step }).ExponentTo(to);
        for (var i = 0; i < _length; i++) _weights[i] = MathF.ScaleB(_weights[i], exponent);
        _total = Math.ScaleB(_total, exponent);
        _step = to.Step;
        Heapify();
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _keys, capacity);
        Array.Resize(ref _counts, capacity);
        Array.Resize(ref _weights, capacity);
    }

    /// <summary>By ascending key: the same list gives the same bytes however it came about.</summary>
    internal void Write(BinaryEncoder e)
    {
        Span<int> order = _length <= 256 ? stackalloc int[_length] : new int[_length];
        Span<ulong> keys = _length <= 256 ? stackalloc ulong[_length] : new ulong[_length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Keys.CopyTo(keys);
        keys.Sort(order);
        e.Byte(Version);
        e.Signed(_step);
        e.Double(_total);
        e.Count(_length);
        foreach (var i in order)
        {
            e.Fixed64(_keys[i]);
            e.Varint(_counts[i]);
            e.Single(_weights[i]);
        }
    }

    /// <summary>Reads what stands before the entries; the decoder goes on with them: per entry key, count and weight.</summary>
    internal static BinaryDecoder Open(ReadOnlySpan<byte> bytes, CounterKind kind, out (long Step, double Total, int Length) head)
    {
        var d = new BinaryDecoder(bytes);
        CounterFormat.Check(d.Byte(), Version, kind);
        head = (d.Signed(), d.Double(), d.Count());
        return d;
    }

    public static NeighbourList Read(ReadOnlySpan<byte> bytes, CounterKind kind)
    {
        var d = Open(bytes, kind, out var head);
        var list = new NeighbourList { _step = head.Step, _total = head.Total, _length = head.Length };
        list.Grow(Math.Max(4, list._length));
        for (var i = 0; i < list._length; i++)
        {
            list._keys[i] = d.Fixed64();
            list._counts[i] = (uint)d.Varint();
            list._weights[i] = d.Single();
        }

        list.Heapify();
        return list;
    }
}
