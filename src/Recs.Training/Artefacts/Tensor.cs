using System.Runtime.InteropServices;

namespace Recs.Training.Artefacts;

/// <summary>Numbers of one type in a shape, row after row.</summary>
public sealed class Tensor
{
    private readonly Array _values;

    private Tensor(string name, string type, IReadOnlyList<long> shape, Array values)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        if (count != values.Length) throw new ArgumentException($"{name}: the shape [{string.Join(", ", shape)}] has {count} places for {values.Length} numbers.", nameof(shape));
        (Name, Type, Shape, _values) = (name, type, shape, values);
    }

    public string Name { get; }

    /// <summary>As the public layout names it: <c>F32</c> or <c>I32</c>.</summary>
    public string Type { get; }

    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many bytes the numbers take.</summary>
    public long Bytes => 4L * _values.Length;

    /// <exception cref="ArtefactException">They are of another type.</exception>
    public float[] Floats => _values as float[] ?? throw Other("F32");

    /// <inheritdoc cref="Floats"/>
    public int[] Integers => _values as int[] ?? throw Other("I32");

    public static Tensor Of(string name, float[] values, params IReadOnlyList<long> shape) => new(name, "F32", shape, values);

    public static Tensor Of(string name, int[] values, params IReadOnlyList<long> shape) => new(name, "I32", shape, values);

    /// <summary>The numbers as they lie in a file on every machine this runs on: little end first.</summary>
    internal ReadOnlySpan<byte> Raw => _values is float[] floats ? MemoryMarshal.AsBytes<float>(floats) : MemoryMarshal.AsBytes<int>((int[])_values);

    private ArtefactException Other(string wanted) => new($"The tensor {Name} holds {Type}; {wanted} was expected. The file was not written by Recs, or by another version of it.");
}
