using Recs.Core.Streaming.Retention;
using Recs.TestKit;

namespace Recs.Conformance;

/// <summary>Where a checkpoint is kept.</summary>
/// <param name="Checkpoints">Under test.</param>
/// <param name="Partitions">How many; at least 4.</param>
/// <param name="Clock">The clock epochs are told by.</param>
public sealed record CheckpointPorts(ICheckpoints Checkpoints, int Partitions, ManualTime Clock);
