using System.Collections.Concurrent;
using Recs.Core;
using Recs.Core.Visitors;
using Recs.Server.Hosting;
using Recs.Server.Http;

namespace Recs.Server.Changes;

/// <summary>The open streams of changes, so many a site.</summary>
public sealed class ChangeStreams(ChangeFeed feed, ServerOptions options, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const int RetryAfterSeconds = 30;

    private readonly ConcurrentDictionary<SiteId, int> _open = new();

    /// <summary>A stream from a place on, or the problem that there are too many.</summary>
    internal IResult Open(ChangeCursor start, ChangePage first, IReadOnlySet<VisitorChangeKind> kinds)
    {
        var site = start.Site;
        if (_open.AddOrUpdate(site, 1, (_, n) => n + 1) > options.MaxChangeStreams)
        {
            Close(site);
            return new Problem(ProblemCode.TooManyStreams, $"The site has {options.MaxChangeStreams} streams open already. Close one, or read pages: GET /v1/visitor-changes?wait=30.") { RetryAfterSeconds = RetryAfterSeconds };
        }

        return new ChangeStream(feed, kinds, start, first, clock, () => Close(site), lifetime.ApplicationStopping);
    }

    private void Close(SiteId site) => _open.AddOrUpdate(site, 0, (_, n) => n - 1);
}
