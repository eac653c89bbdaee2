using Recs.Conformance;
using Recs.Core.Catalog;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>The suites of the reader, the catalogue and the dead letters find mistakes: each of these adapters makes one.</summary>
public sealed class BrokenReadingTests
{
    [Fact]
    public Task Finds_a_reader_that_follows_aliases() => Finds(x => new AliasFollowingReader(x), spec => spec.Reading_does_not_follow_aliases());

    [Fact]
    public Task Finds_a_reader_that_resolves_each_id_once() => Finds(x => new DistinctReader(x), spec => spec.Resolves_ids_in_the_order_asked_and_unknown_ones_to_themselves());

    [Fact]
    public Task Finds_a_reader_that_scans_states_only() => Finds(x => new StatesOnlyReader(x), spec => spec.A_scan_gives_orders_without_a_state_in_their_place());

    [Fact]
    public Task Finds_a_reader_that_scans_in_utf16_order() => Finds(x => new Utf16Reader(x), spec => spec.Scans_a_partition_by_site_and_visitor_in_utf8_order());

    [Fact]
    public Task Finds_a_reader_that_gives_unchanged_counters() => Finds(x => new ForgetfulReader(x), spec => spec.Counters_changed_after_a_version_come_once_as_they_are_now());

    [Fact]
    public Task Finds_a_reader_that_skips_a_change() => Finds(x => new SkippingReader(x), spec => spec.Changes_come_in_order_from_a_number_on_and_at_most_so_many());

    [Fact]
    public Task Finds_a_catalogue_that_keeps_what_was_left_out() => FindsCatalogue(x => new PatchingCatalogue(x), spec => spec.A_later_put_replaces_the_item_whole());

    [Fact]
    public Task Finds_a_catalogue_that_puts_piecemeal() => FindsCatalogue(x => new PiecemealCatalogue(x), spec => spec.A_put_becomes_visible_as_a_whole());

    [Fact]
    public Task Finds_a_catalogue_shared_by_sites() => FindsCatalogue(x => new SharedCatalogue(x), spec => spec.Sites_have_catalogues_of_their_own());

    [Fact]
    public Task Finds_a_catalogue_that_leaves_no_gaps() =>
        FindsCatalogue(x => new GaplessCatalogue(x), spec => spec.Items_come_in_the_order_asked_and_null_where_the_catalogue_has_none());

    [Fact]
    public Task Finds_a_catalogue_whose_version_runs_ahead() => FindsCatalogue(x => new HurriedCatalogue(x), spec => spec.Items_put_after_a_version_come_once_as_they_are_now());

    [Fact]
    public Task Finds_dead_letters_in_the_wrong_order() => FindsLetters(x => new OldestFirstLetters(x), spec => spec.The_newest_come_first_and_at_most_so_many());

    [Fact]
    public Task Finds_dead_letters_kept_once() => FindsLetters(x => new DistinctLetters(x), spec => spec.The_same_letter_twice_is_two_letters());

    [Fact]
    public Task Finds_dead_letters_shared_by_sites() => FindsLetters(x => new SharedLetters(x), spec => spec.Letters_belong_to_a_site());

    [Fact]
    public Task Finds_dead_letters_that_are_cut() => FindsLetters(x => new CuttingLetters(x), spec => spec.Gives_every_field_back());

    [Fact]
    public Task Finds_dead_letters_counted_no_further_than_a_page() => FindsLetters(x => new PagedLetters(x), spec => spec.A_call_becomes_visible_as_a_whole_and_none_is_lost_among_many());

    private static Task Finds(Func<IVisitorReader, IVisitorReader> broken, Func<BrokenReaderSpec, Task> test) => Suite.FailsAsync(new BrokenReaderSpec(broken), test);

    [Fact]
    public Task Finds_a_store_that_believes_browsers_as_it_does_the_shop() =>
        FindsStore(x => new CredulousStore(x), spec => spec.What_the_shop_told_of_a_product_stays_against_browsers_and_what_it_left_out_does_not());

    [Fact]
    public Task Finds_a_store_that_believes_no_browser() =>
        FindsStore(x => new DistrustfulStore(x), spec => spec.What_the_shop_told_of_a_product_stays_against_browsers_and_what_it_left_out_does_not());

    private static Task FindsStore(Func<IVisitorStore, IVisitorStore> broken, Func<BrokenReaderSpec, Task> test) => Suite.FailsAsync(new BrokenReaderSpec(x => x, broken), test);

    private static Task FindsCatalogue(Func<ICatalogStore, ICatalogStore> broken, Func<BrokenCatalogueSpec, Task> test) => Suite.FailsAsync(new BrokenCatalogueSpec(broken), test);

    private static Task FindsLetters(Func<IDeadLetters, IDeadLetters> broken, Func<BrokenLettersSpec, Task> test) => Suite.FailsAsync(new BrokenLettersSpec(broken), test);

    private sealed class BrokenReaderSpec(Func<IVisitorReader, IVisitorReader> broken, Func<IVisitorStore, IVisitorStore>? store = null) : VisitorReaderSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<VisitorPorts> OpenAsync() => ValueTask.FromResult(_host.VisitorPorts with
        {
            Reader = broken(_host.VisitorPorts.Reader),
            Store = store?.Invoke(_host.VisitorPorts.Store) ?? _host.VisitorPorts.Store,
        });

        protected override ValueTask<VisitorPorts?> ReopenAsync() => ValueTask.FromResult<VisitorPorts?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenCatalogueSpec(Func<ICatalogStore, ICatalogStore> broken) : CatalogStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<ICatalogStore> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.Catalog));

        protected override ValueTask<ICatalogStore?> ReopenAsync() => ValueTask.FromResult<ICatalogStore?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenLettersSpec(Func<IDeadLetters, IDeadLetters> broken) : DeadLettersSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IDeadLetters> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.DeadLetters));

        protected override ValueTask<IDeadLetters?> ReopenAsync() => ValueTask.FromResult<IDeadLetters?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }
}
