using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>Where a record lies in the log. An example is kept as that alone, so that nothing of an erased visitor outlives its record.</summary>
internal readonly record struct LogMark(Instant At, int Partition, long Offset) : IComparable<LogMark>
{
    public int CompareTo(LogMark other) => (At, Partition, Offset).CompareTo((other.At, other.Partition, other.Offset));
}
