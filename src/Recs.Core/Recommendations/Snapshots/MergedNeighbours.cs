namespace Recs.Core.Recommendations.Snapshots;

/// <summary>Columns of equal length, heaviest first.</summary>
internal sealed record MergedNeighbours(ulong[] Keys, uint[] Counts, float[] Weights);
