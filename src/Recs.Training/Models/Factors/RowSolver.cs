using System.Numerics.Tensors;

namespace Recs.Training.Models.Factors;

/// <summary>
/// Solves (Σ_k c_k·h_k·h_kᵀ + D)·w = Σ_k c_k·h_k for a diagonal D, of one thread. Of n entries, less than there are factors, by Woodbury's
/// identity in n dimensions: with g_k = √c_k · D^−½·h_k, w = D^−½ · Σ_k y_k·g_k where (I + G·Gᵀ)·y = √c; else directly.
/// </summary>
internal sealed class RowSolver(int factors, int stride)
{
    private readonly NormalEquations _direct = new(factors, stride);
    private readonly float[] _solution = new float[stride];
    private readonly float[] _root = new float[stride];
    private float[] _g = [];
    private float[] _roots = [];
    private float[] _system = [];
    private int _count;

    /// <summary>w after <see cref="Solve"/>.</summary>
    public ReadOnlySpan<float> Solution => _solution;

    /// <summary>Begins a row.</summary>
    /// <param name="diagonal">α₀ times this, plus λ, is D; as long as a row.</param>
    /// <param name="scale">α₀.</param>
    /// <param name="added">λ, above 0.</param>
    /// <param name="count">How many entries will come.</param>
    public void Begin(ReadOnlySpan<float> diagonal, float scale, float added, int count)
    {
        _count = 0;
        if (_roots.Length < count) (_roots, _g) = (new float[count], new float[Math.Min(count, factors) * stride]);
        TensorPrimitives.Multiply(diagonal, scale, _root);
        TensorPrimitives.Add(_root, added, _root);
        IsDirect = count >= factors;
        if (IsDirect) _direct.ResetDiagonal(_root);
        else for (var f = 0; f < stride; f++) _root[f] = 1 / MathF.Sqrt(_root[f]);
    }

    private bool IsDirect { get; set; }

    /// <summary>Adds an entry with its weight c.</summary>
    public void Add(ReadOnlySpan<float> h, float weight = 1)
    {
        var root = _roots[_count] = MathF.Sqrt(weight);
        if (!IsDirect)
        {
            var g = _g.AsSpan(_count * stride, stride);
            TensorPrimitives.Multiply(h, _root, g);
            if (weight != 1) TensorPrimitives.Multiply(g, root, g);
        }
        else
        {
            TensorPrimitives.Multiply(h, root, _solution);
            _direct.Add(_solution);
            _direct.AddRight(h, weight);
        }

        _count++;
    }

    /// <summary>Four entries of weight 1 at once.</summary>
    public void Add(ReadOnlySpan<float> w, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        if (IsDirect)
        {
            _direct.Add(w, x, y, z);
            _direct.AddRight(w, 1);
            _direct.AddRight(x, 1);
            _direct.AddRight(y, 1);
            _direct.AddRight(z, 1);
            _count += 4;
            return;
        }

        Add(w);
        Add(x);
        Add(y);
        Add(z);
    }

    /// <returns>False where the system is not positive definite to the precision at hand; the solution is zeros then.</returns>
    public bool Solve()
    {
        _solution.AsSpan().Clear();
        if (IsDirect)
        {
            if (!_direct.Solve()) return false;
            _direct.B.CopyTo(_solution);
            return true;
        }

        if (_system.Length < _count * _count) _system = new float[_count * _count];
        for (var i = 0; i < _count; i++)
        {
            var row = _g.AsSpan(i * stride, stride);
            for (var j = 0; j <= i; j++) _system[(i * _count) + j] = TensorPrimitives.Dot<float>(row, _g.AsSpan(j * stride, stride)) + (i == j ? 1 : 0);
        }

        var y = _roots.AsSpan(0, _count);
        if (!SmallCholesky.Solve(_system, y, _count)) return false;
        for (var k = 0; k < _count; k++) TensorPrimitives.MultiplyAdd(_g.AsSpan(k * stride, stride), y[k], _solution, _solution);
        TensorPrimitives.Multiply(_solution, _root, _solution);
        return true;
    }
}
