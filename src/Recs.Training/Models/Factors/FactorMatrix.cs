namespace Recs.Training.Models.Factors;

/// <summary>One vector of factors per row, row after row. Rows are as long as the next multiple of a vector register, the rest zeros.</summary>
public sealed class FactorMatrix
{
    // Sixteen floats are the widest register there is.
    private const int Step = 16;

    private readonly float[] _values;

    /// <param name="rows">How many vectors.</param>
    /// <param name="factors">How long each is.</param>
    public FactorMatrix(int rows, int factors)
    {
        (Rows, Factors) = (rows, factors);
        Stride = (factors + Step - 1) / Step * Step;
        _values = new float[(long)rows * Stride];
    }

    public int Rows { get; }

    public int Factors { get; }

    /// <summary>The length of a row with its zeros.</summary>
    public int Stride { get; }

    /// <summary>A row with its zeros.</summary>
    public Span<float> this[int row] => _values.AsSpan(row * Stride, Stride);

    /// <summary>Normal numbers of a standard deviation of 0.1 ÷ √factors, as Rendle et al. start.</summary>
    public void Randomise(int seed)
    {
        var random = new Random(seed);
        var deviation = 0.1 / Math.Sqrt(Factors);
        for (var row = 0; row < Rows; row++)
        {
            for (var f = 0; f < Factors; f++)
            {
                // Box and Muller, 1958.
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                this[row][f] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
            }
        }
    }
}
