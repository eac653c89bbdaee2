using System.Threading.RateLimiting;
using Recs.Collector;
using Recs.Server.Metrics;
using Recs.Server.Sites;
using Recs.Sites;

namespace Recs.Server.Http;

/// <summary>
/// Token buckets for requests below <c>/v1</c> that do not come with a secret key: one per write key, per visitor of cookie or header,
/// and per public address. Visitors and addresses share a fixed number of buckets by a hash that is new in every process, so memory is
/// bounded and neither is kept. A request whose key stands in its body counts twice: before the body is read under the widest limits of
/// all sites, then under those of the key's own.
/// </summary>
public sealed class RequestLimits : IAsyncDisposable
{
    private static readonly SiteLimits OfStrangers = new();
    private static readonly RateLimitPartition<Bucket> Unlimited = RateLimitPartition.GetNoLimiter(default(Bucket));

    private readonly SiteDirectory _sites;
    private readonly EdgeMetrics _metrics;
    private readonly (string Name, PartitionedRateLimiter<Caller> Limiter)[] _limiters =
    [
        ("key", PartitionedRateLimiter.Create<Caller, Bucket>(OfKey)),
        ("visitor", PartitionedRateLimiter.Create<Caller, Bucket>(OfVisitor)),
        ("address", PartitionedRateLimiter.Create<Caller, Bucket>(OfAddress)),
    ];

    private readonly PartitionedRateLimiter<Caller> _chain;

    public RequestLimits(SiteDirectory sites, EdgeMetrics metrics)
    {
        (_sites, _metrics) = (sites, metrics);
        _chain = PartitionedRateLimiter.CreateChained([.. _limiters.Select(l => l.Limiter)]);
        All = _chain.WithTranslatedKey<HttpContext>(CallerOf, leaveOpen: true);
    }

    /// <summary>All three, for what the headers of a request tell.</summary>
    public PartitionedRateLimiter<HttpContext> All { get; }

    /// <summary>Counts a request whose write key stood in its body against the buckets of the key's site; a problem where one is empty.</summary>
    public Problem? CheckKeyOfBody(HttpContext http, RequestKey key)
    {
        if (key.Kind != KeyKind.Write || _sites.Find(KeyReader.FromHeader(http.Request)) is not null) return null;
        var caller = new Caller(http, key, key.Site.Limits);
        using var lease = _chain.AttemptAcquire(caller);
        return lease.IsAcquired ? null : Refusal(caller, lease);
    }

    /// <summary>What a sender over a limit is told.</summary>
    public Problem Refusal(HttpContext http, RateLimitLease lease) => Refusal(CallerOf(http), lease);

    public async ValueTask DisposeAsync()
    {
        await All.DisposeAsync();
        await _chain.DisposeAsync();
        foreach (var (_, limiter) in _limiters) await limiter.DisposeAsync();
    }

    private Problem Refusal(in Caller caller, RateLimitLease lease)
    {
        foreach (var (name, limiter) in _limiters)
        {
            if (limiter.GetStatistics(caller) is not { CurrentAvailablePermits: < 1 }) continue;
            _metrics.Limited(name);
            break;
        }

        return new Problem(ProblemCode.RateLimited, "Requests come faster than the site allows. Wait, then send on; events may share a request.")
        {
            RetryAfterSeconds = RetryDelay.Seconds(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1)),
        };
    }

    private Caller CallerOf(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/v1")) return new Caller(http, null, null);
        var sent = KeyReader.FromHeader(http.Request);
        var table = _sites.Current;
        if (table.Find(sent) is { } key) return new Caller(http, key, key.Kind == KeyKind.Secret ? null : key.Site.Limits);
        return new Caller(http, null, sent is null && HttpMethods.IsPost(http.Request.Method) ? table.WidestLimits : OfStrangers);
    }

    private static RateLimitPartition<Bucket> OfKey(Caller caller) => caller is { Key: { } key, Limits: { } limits }
        ? BucketOf("key", key.Text, 0, limits.KeyPerSecond, limits.KeyBurst)
        : Unlimited;

    private static RateLimitPartition<Bucket> OfVisitor(Caller caller) => caller.Limits is { } limits && Access.Visitor(caller.Http.Request) is { } visitor
        ? BucketOf("visitor", caller.Site, CallerSlot.Of(visitor), limits.VisitorPerSecond, limits.VisitorBurst)
        : Unlimited;

    private static RateLimitPartition<Bucket> OfAddress(Caller caller) => caller.Limits is { } limits && CallerSlot.Of(caller.Http.Connection.RemoteIpAddress) is { } slot
        ? BucketOf("address", caller.Site, slot, limits.AddressPerSecond, limits.AddressBurst)
        : Unlimited;

    private static RateLimitPartition<Bucket> BucketOf(string kind, string name, int slot, int perSecond, int burst) => perSecond == 0
        ? Unlimited
        : RateLimitPartition.GetTokenBucketLimiter(new Bucket(kind, name, slot, perSecond, burst), b => new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = b.PerSecond,
            TokenLimit = b.Burst,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    /// <param name="Http">The request.</param>
    /// <param name="Key">Its key; null: none that is known.</param>
    /// <param name="Limits">What counts for it; null: it has none.</param>
    private readonly record struct Caller(HttpContext Http, RequestKey? Key, SiteLimits? Limits)
    {
        public string Site => Key?.Site.Id.Value ?? "";
    }

    // The numbers are part of what a bucket is, so that a changed limit counts at once.
    private readonly record struct Bucket(string Kind, string Name, int Slot, int PerSecond, int Burst);
}
