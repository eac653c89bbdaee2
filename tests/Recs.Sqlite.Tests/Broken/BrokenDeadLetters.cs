using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Dead letters that are passed on, for mistakes to be made in.</summary>
internal abstract class PassingDeadLetters(IDeadLetters inner) : IDeadLetters
{
    public virtual Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) => inner.AddAsync(letters, cancel);

    public virtual ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel) => inner.ReadAsync(site, limit, cancel);

    public virtual IAsyncEnumerable<StoredDeadLetter> ScanAsync(SiteId site, CancellationToken cancel) => inner.ScanAsync(site, cancel);

    public virtual Task RemoveAsync(SiteId site, IReadOnlyList<long> numbers, CancellationToken cancel) => inner.RemoveAsync(site, numbers, cancel);

    public virtual Task<int> DropAsync(Instant before, int most, CancellationToken cancel) => inner.DropAsync(before, most, cancel);

    public virtual ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel) => inner.CountAsync(site, cancel);
}

/// <summary>Gives the oldest first.</summary>
internal sealed class OldestFirstLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override async ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel) =>
        [.. (await base.ReadAsync(site, int.MaxValue, cancel)).Reverse().Take(limit)];
}

/// <summary>Keeps a repeated letter once.</summary>
internal sealed class DistinctLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) => base.AddAsync([.. letters.Distinct()], cancel);
}

/// <summary>Shows the letters of all sites to everybody.</summary>
internal sealed class SharedLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) =>
        base.AddAsync([.. letters.Select(l => l with { Site = SiteId.Default })], cancel);
}

/// <summary>Drops what is exactly as old, too.</summary>
internal sealed class GenerousDropLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override Task<int> DropAsync(Instant before, int most, CancellationToken cancel) => base.DropAsync(new Instant(before.UnixMilliseconds + 1), most, cancel);
}

/// <summary>Drops all there is in one go.</summary>
internal sealed class UnboundedDropLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override Task<int> DropAsync(Instant before, int most, CancellationToken cancel) => base.DropAsync(before, int.MaxValue, cancel);
}

/// <summary>Drops in one site only.</summary>
internal sealed class OneSiteDropLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override async Task<int> DropAsync(Instant before, int most, CancellationToken cancel)
    {
        var old = await base.ScanAsync(SiteId.Default, cancel).Where(s => s.Letter.ReceivedAt < before).Take(most).Select(s => s.Number).ToListAsync(cancel);
        await base.RemoveAsync(SiteId.Default, old, cancel);
        return old.Count;
    }
}

/// <summary>Cuts a long body.</summary>
internal sealed class CuttingLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) =>
        base.AddAsync([.. letters.Select(l => l with { Body = l.Body[..Math.Min(l.Body.Length, 65_536)] })], cancel);
}

/// <summary>Counts no further than a page.</summary>
internal sealed class PagedLetters(IDeadLetters inner) : PassingDeadLetters(inner)
{
    public override async ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel) =>
        (await base.CountAsync(site, cancel)).ToDictionary(c => c.Key, c => Math.Min(c.Value, 100));
}
