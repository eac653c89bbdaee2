using System.Collections.Concurrent;
using Recs.Core.Streaming.Erasures;

namespace Recs.Core.Recommendations.Rules;

/// <summary>The newest requests of each site that this process has answered, to try rules on. In memory only, and only so many. Thread-safe.</summary>
public sealed class RecentRequests : IVisitorMemory
{
    /// <summary>Requests kept of a site.</summary>
    public const int Kept = 500;

    private readonly ConcurrentDictionary<SiteId, Ring> _rings = new();

    /// <param name="site">Whose.</param>
    /// <param name="request">As it was answered.</param>
    /// <param name="visitor">For whom; null: nobody.</param>
    public void Add(SiteId site, RecommendationRequest request, VisitorId? visitor) => _rings.GetOrAdd(site, static _ => new Ring()).Add((request, visitor));

    /// <summary>The newest first.</summary>
    public IReadOnlyList<(RecommendationRequest Request, VisitorId? Visitor)> Newest(SiteId site, int most) =>
        _rings.TryGetValue(site, out var ring) ? ring.Newest(most) : [];

    public Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel) =>
        Task.FromResult(_rings.TryGetValue(site, out var ring) ? ring.Forget(visitors) : 0);

    private sealed class Ring
    {
        private readonly (RecommendationRequest Request, VisitorId? Visitor)?[] _entries = new (RecommendationRequest, VisitorId?)?[Kept];
        private readonly Lock _lock = new();
        private int _next;

        public void Add((RecommendationRequest, VisitorId?) entry)
        {
            lock (_lock)
            {
                _entries[_next % Kept] = entry;

                // Kept small, so that it never overflows.
                _next = _next + 1 < 2 * Kept ? _next + 1 : Kept;
            }
        }

        public List<(RecommendationRequest Request, VisitorId? Visitor)> Newest(int most)
        {
            var newest = new List<(RecommendationRequest, VisitorId?)>();
            lock (_lock)
            {
                for (var i = 1; i <= Math.Min(_next, Kept) && newest.Count < most; i++)
                {
                    if (_entries[(_next - i) % Kept] is { } entry) newest.Add(entry);
                }
            }

            return newest;
        }

        public int Forget(IReadOnlyList<VisitorId> visitors)
        {
            var gone = 0;
            lock (_lock)
            {
                for (var i = 0; i < Kept; i++)
                {
                    if (_entries[i]?.Visitor is not { } visitor || !visitors.Contains(visitor)) continue;
                    _entries[i] = null;
                    gone++;
                }
            }

            return gone;
        }
    }
}
