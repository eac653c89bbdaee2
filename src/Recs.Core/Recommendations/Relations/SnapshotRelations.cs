using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Relations;

/// <summary>The relations of the products of one snapshot that somebody has asked for. They go with the snapshot.</summary>
internal sealed class SnapshotRelations
{
    private readonly ConcurrentDictionary<int, ItemRelations> _known = new();
    private readonly Func<int, ItemRelations> _make;

    private SnapshotRelations(SiteSnapshot site, RecommenderOptions options) => _make = item => new ItemRelations(item, site, options);

    public ItemRelations this[int item] => _known.GetOrAdd(item, _make);

    /// <summary>Keeps the relations of each snapshot for as long as anybody holds the snapshot.</summary>
    internal sealed class Table(RecommenderOptions options)
    {
        private readonly ConditionalWeakTable<SiteSnapshot, SnapshotRelations> _bySnapshot = [];

        public SnapshotRelations Of(SiteSnapshot site) =>
            _bySnapshot.TryGetValue(site, out var known) ? known : _bySnapshot.GetValue(site, s => new SnapshotRelations(s, options));
    }
}
