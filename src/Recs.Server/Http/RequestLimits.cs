using System.Threading.RateLimiting;
using Recs.Collector;
using Recs.Server.Sites;
using Recs.Sites;

namespace Recs.Server.Http;

/// <summary>
/// Token buckets for requests below <c>/v1</c> that do not come with a secret key: one per write key, per visitor of cookie or header,
/// and per public address. Visitors and addresses share a fixed number of buckets by a hash that is new in every process, so memory is
/// bounded and neither is kept.
/// </summary>
public sealed class RequestLimits : IAsyncDisposable
{
    private static readonly SiteLimits OfStrangers = new();
    private static readonly RateLimitPartition<Bucket> Unlimited = RateLimitPartition.GetNoLimiter(default(Bucket));

    private readonly SiteDirectory _sites;
    private readonly PartitionedRateLimiter<RequestKey> _keys = PartitionedRateLimiter.Create<RequestKey, Bucket>(k =>
        BucketOf("key", k.Text, 0, k.Site.Limits.KeyPerSecond, k.Site.Limits.KeyBurst));

    public RequestLimits(SiteDirectory sites)
    {
        _sites = sites;
        All = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, Bucket>(OfKey),
            PartitionedRateLimiter.Create<HttpContext, Bucket>(OfVisitor),
            PartitionedRateLimiter.Create<HttpContext, Bucket>(OfAddress));
    }

    /// <summary>All three, for what the headers of a request tell.</summary>
    public PartitionedRateLimiter<HttpContext> All { get; }

    /// <summary>Counts a request whose write key stood in its body against the key's bucket; a problem where that is empty.</summary>
    public Problem? CheckKeyOfBody(HttpContext http, RequestKey key)
    {
        if (key.Kind != KeyKind.Write || _sites.Find(KeyReader.FromHeader(http.Request)) is not null) return null;
        using var lease = _keys.AttemptAcquire(key);
        return lease.IsAcquired ? null : Refusal(lease);
    }

    /// <summary>What a sender over a limit is told.</summary>
    public static Problem Refusal(RateLimitLease lease) => new(ProblemCode.RateLimited, "Requests come faster than the site allows. Wait, then send on; events may share a request.")
    {
        RetryAfterSeconds = RetryDelay.Seconds(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1)),
    };

    public async ValueTask DisposeAsync()
    {
        await All.DisposeAsync();
        await _keys.DisposeAsync();
    }

    private RateLimitPartition<Bucket> OfKey(HttpContext http)
    {
        if (!IsLimited(http, out var key) || key is null) return Unlimited;
        return BucketOf("key", key.Text, 0, key.Site.Limits.KeyPerSecond, key.Site.Limits.KeyBurst);
    }

    private RateLimitPartition<Bucket> OfVisitor(HttpContext http)
    {
        if (!IsLimited(http, out var key) || Access.Visitor(http.Request) is not { } visitor) return Unlimited;
        var limits = key?.Site.Limits ?? OfStrangers;
        return BucketOf("visitor", key?.Site.Id.Value ?? "", CallerSlot.Of(visitor), limits.VisitorPerSecond, limits.VisitorBurst);
    }

    private RateLimitPartition<Bucket> OfAddress(HttpContext http)
    {
        if (!IsLimited(http, out var key) || CallerSlot.Of(http.Connection.RemoteIpAddress) is not { } slot) return Unlimited;
        var limits = key?.Site.Limits ?? OfStrangers;
        return BucketOf("address", key?.Site.Id.Value ?? "", slot, limits.AddressPerSecond, limits.AddressBurst);
    }

    private bool IsLimited(HttpContext http, out RequestKey? key)
    {
        key = _sites.Find(KeyReader.FromHeader(http.Request));
        return http.Request.Path.StartsWithSegments("/v1") && key?.Kind != KeyKind.Secret;
    }

    private static RateLimitPartition<Bucket> BucketOf(string kind, string name, int slot, int perSecond, int burst) => perSecond == 0
        ? Unlimited
        : RateLimitPartition.GetTokenBucketLimiter(new Bucket(kind, name, slot, perSecond, burst), b => new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = b.PerSecond,
            TokenLimit = b.Burst,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    // The numbers are part of what a bucket is, so that a changed limit counts at once.
    private readonly record struct Bucket(string Kind, string Name, int Slot, int PerSecond, int Burst);
}
