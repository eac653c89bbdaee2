using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Conformance;

/// <summary>A visitor store and the reader over the same data.</summary>
/// <param name="Store">For owners of partitions.</param>
/// <param name="Reader">For everybody else.</param>
/// <param name="Partitions">How many; at least 4.</param>
/// <param name="Clock">The clock the store tells epochs by.</param>
public sealed record VisitorPorts(IVisitorStore Store, IVisitorReader Reader, int Partitions, ManualTime Clock);
