using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Makes the event of one vocabulary row. What it returns counts only if the source's fields report no problem.</summary>
internal delegate VisitorEvent EventMap(EventSource source);
