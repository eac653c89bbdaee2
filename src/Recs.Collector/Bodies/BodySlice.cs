namespace Recs.Collector.Bodies;

/// <summary>Where one value lies in a body, and what the scan found out about it.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Depth">Its deepest nesting, itself counting 1; 0 for a scalar.</param>
/// <param name="BadEscape">A string in it holds half of a surrogate pair, so its text must not be read.</param>
internal readonly record struct BodySlice(int Start, int Length, int Depth, bool BadEscape)
{
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body) => body.Slice(Start, Length);
}
