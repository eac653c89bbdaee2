using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>An import log and the event log it appends to.</summary>
/// <param name="Imports">Under test.</param>
/// <param name="Log">Where the records go.</param>
public sealed record ImportPorts(IImportLog Imports, IEventLog Log);
