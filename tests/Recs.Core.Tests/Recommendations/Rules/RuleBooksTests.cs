using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations.Rules;

/// <summary>The rules in force follow the store, and outlive its failures.</summary>
public sealed class RuleBooksTests
{
    private readonly FakeRuleStore _store = new();
    private readonly ManualTime _clock = new();
    private readonly RuleBooks _books;

    public RuleBooksTests() => _books = new RuleBooks(_store, _clock, NullLogger<RuleBooks>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_are_read_again_only_when_their_version_has_changed()
    {
        Assert.Same(RuleBook.Empty, _books.Current(SiteId.Default));
        _store.Set(1, "a");
        await _books.RefreshAsync(SiteId.Default, Cancel);
        await _books.RefreshAsync(SiteId.Default, Cancel);
        Assert.Equal(["a"], Ids());
        Assert.Equal(1, _store.Reads);
        _store.Set(2, "a", "b");
        await _books.RefreshAsync(SiteId.Default, Cancel);
        Assert.Equal(["a", "b"], Ids());
    }

    [Fact]
    public async Task A_look_once_a_second_finds_changes_and_a_failure_leaves_the_last_good_rules()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var looking = _books.RunAsync(() => [SiteId.Default], stop.Token);
        _store.Set(1, "a");
        await LookAsync();
        Assert.Equal(["a"], Ids());
        _store.Set(2, "b");
        _store.Failure = new StoreUnavailableException("The store is down.", new IOException());
        await LookAsync();
        Assert.Equal(["a"], Ids());
        _store.Failure = new StoredFormatException("Of a newer build.");
        await LookAsync();
        Assert.Equal(["a"], Ids());
        _store.Failure = null;
        await LookAsync();
        Assert.Equal(["b"], Ids());
        await stop.CancelAsync();
        await looking;
    }

    [Fact]
    public async Task The_newest_requests_are_kept_so_many_and_an_erased_visitors_are_not()
    {
        var recent = new RecentRequests();
        for (var i = 0; i < 3 * RecentRequests.Kept; i++)
            recent.Add(SiteId.Default, Ask.For(RecommendationForm.Popular, $"i{i}"), new VisitorId(i % 2 == 0 ? "ann" : "bob"));
        var newest = recent.Newest(SiteId.Default, int.MaxValue);
        Assert.Equal(RecentRequests.Kept, newest.Count);
        Assert.Equal(Enumerable.Range(0, RecentRequests.Kept).Select(i => $"i{(3 * RecentRequests.Kept) - 1 - i}"), newest.Select(r => r.Request.Item!.Value.Value));
        Assert.Equal(2, recent.Newest(SiteId.Default, 2).Count);
        Assert.Empty(recent.Newest(new SiteId("other"), 5));
        Assert.Equal(RecentRequests.Kept / 2, await recent.ForgetAsync(SiteId.Default, [new VisitorId("ann")], Cancel));
        Assert.All(recent.Newest(SiteId.Default, int.MaxValue), r => Assert.Equal("bob", r.Visitor!.Value.Value));
    }

    private string[] Ids() => [.. _books.Current(SiteId.Default).Rules.Select(r => r.Id)];

    // The clock moves until the store has been asked again.
    private async Task LookAsync()
    {
        var before = _store.Looks;
        while (_store.Looks < before + 2)
        {
            Cancel.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private sealed class FakeRuleStore : IRuleStore
    {
        private volatile RuleSet _set = new(0, []);
        private volatile Exception? _failure;
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        public int Reads { get; private set; }

        public Exception? Failure
        {
            get => _failure;
            set => _failure = value;
        }

        public void Set(long version, params string[] ids) => _set = new RuleSet(version, [.. ids.Select(i => new Rule(i, RuleAction.Hide) { Products = new ProductSelector { Brand = "Acme" } })]);

        public ValueTask<long> VersionAsync(SiteId site, CancellationToken cancel)
        {
            Interlocked.Increment(ref _looks);
            return ValueTask.FromResult(_set.Version);
        }

        public ValueTask<RuleSet> ReadAsync(SiteId site, CancellationToken cancel)
        {
            Reads++;
            return _failure is { } failure ? throw failure : ValueTask.FromResult(_set);
        }

        public Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(SiteId site, string id, CancellationToken cancel) => throw new NotSupportedException();
    }
}
