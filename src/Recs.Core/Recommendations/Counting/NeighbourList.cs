using System.Numerics;
using System.Runtime.InteropServices;
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

    private ulong[] _keys = new ulong[4];
    private uint[] _counts = new uint[4];
    private float[] _weights = new float[4];
    private int _length;
    private long _step;
    private double _total;

    // No entry is lighter; saves looking for the lightest on behalf of newcomers that can't stay.
    private float _floor;

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
        }
        else if (_length < capacity)
        {
            if (_length == _keys.Length) Grow(Math.Min(capacity, _length * 2));
            _floor = _length == 0 ? weight : Math.Min(_floor, weight);
            Put(_length++, key, weight);
        }
        else if (weight >= _floor)
        {
            ReplaceLightest(key, weight);
        }
    }

    private void ReplaceLightest(ulong key, float weight)
    {
        _floor = Lightest();
        if (weight < _floor) return;
        var victim = -1;
        for (var i = 0; i < _length; i++)
        {
            if (_weights[i] == _floor && (victim < 0 || _keys[i] > _keys[victim])) victim = i;
        }

        Put(victim, key, weight);
    }

    private void Put(int at, ulong key, float weight)
    {
        _keys[at] = key;
        _counts[at] = 1;
        _weights[at] = weight;
    }

    private float Lightest()
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(Weights);
        var least = new Vector<float>(float.PositiveInfinity);
        foreach (var v in vectors) least = Vector.Min(least, v);
        var result = float.PositiveInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++) result = Math.Min(result, least[lane]);
        for (var i = vectors.Length * Vector<float>.Count; i < _length; i++) result = Math.Min(result, _weights[i]);
        return result;
    }

    private void Rescale(Decay to)
    {
        var exponent = (to with { Step = _step }).ExponentTo(to);
        for (var i = 0; i < _length; i++) _weights[i] = MathF.ScaleB(_weights[i], exponent);
        _total = Math.ScaleB(_total, exponent);
        _floor = MathF.ScaleB(_floor, exponent);
        _step = to.Step;
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

    public static NeighbourList Read(ReadOnlySpan<byte> bytes, CounterKind kind)
    {
        var d = new BinaryDecoder(bytes);
        CounterFormat.Check(d.Byte(), Version, kind);
        var list = new NeighbourList { _step = d.Signed(), _total = d.Double(), _length = d.Count() };
        list.Grow(Math.Max(4, list._length));
        for (var i = 0; i < list._length; i++)
        {
            list._keys[i] = d.Fixed64();
            list._counts[i] = (uint)d.Varint();
            list._weights[i] = d.Single();
        }

        list._floor = list.Lightest();
        return list;
    }
}
