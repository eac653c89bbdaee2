using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <param name="Lists">The store of lists.</param>
/// <param name="Visitors">Through whose commits outcomes come.</param>
public sealed record ListPorts(IListStore Lists, IVisitorStore Visitors);
