using Recs.Core;
using Recs.Core.Streaming;

namespace Recs.Collector.Tests.Fakes;

internal sealed class RecordingDeadLetters : IDeadLetters
{
    public bool IsDown { get; set; }

    public List<DeadLetter> Letters { get; } = [];

    public Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel)
    {
        if (IsDown) throw new StoreUnavailableException("The dead letters are down.", new IOException());
        Letters.AddRange(letters);
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredDeadLetter> ScanAsync(SiteId site, CancellationToken cancel) => throw new NotSupportedException();

    public Task RemoveAsync(SiteId site, IReadOnlyList<long> numbers, CancellationToken cancel) => throw new NotSupportedException();

    public Task<int> DropAsync(Instant before, int most, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel) => throw new NotSupportedException();
}
