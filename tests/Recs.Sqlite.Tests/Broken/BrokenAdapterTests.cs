using Recs.Conformance;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>The suites are worth something only if they find mistakes: each of these adapters makes one.</summary>
public sealed class BrokenAdapterTests
{
    [Fact]
    public Task Finds_a_log_that_changes_the_order() => Finds(x => new ReorderingLog(x), spec => spec.Keeps_the_order_of_a_long_call());

    [Fact]
    public Task Finds_a_log_that_appends_piecemeal() => Finds(x => new SlowPiecemealLog(x), spec => spec.A_call_becomes_visible_as_a_whole());

    [Fact]
    public Task Finds_a_log_that_appends_the_good_part_of_a_bad_call() =>
        Finds(x => new PiecemealLog(x), spec => spec.Refuses_a_call_that_names_a_partition_it_does_not_have_and_appends_nothing_of_it());

    [Fact]
    public Task Finds_a_log_that_answers_too_early() => Finds(x => new HastyLog(x), spec => spec.Keeps_the_order_of_a_long_call());

    [Fact]
    public Task Finds_a_log_that_reads_too_much() => Finds(x => new GenerousLog(x), spec => spec.Reads_at_most_so_many_from_an_offset_on());

    [Fact]
    public Task Finds_an_import_log_that_keeps_the_part_and_appends_later() =>
        Finds((imports, log) => new TwoStepImportLog(imports, log), spec => spec.A_part_and_its_records_become_visible_together());

    [Fact]
    public Task Finds_an_import_log_that_appends_a_repeated_part() =>
        Finds((imports, log) => new ForgetfulImportLog(imports, log), spec => spec.A_repeated_part_appends_nothing_and_the_first_stays());

    [Fact]
    public Task Finds_an_import_log_that_looks_first_and_appends_then() =>
        Finds((imports, log) => new RacingImportLog(imports, log), spec => spec.Of_the_same_part_sent_many_times_at_once_one_counts());

    [Fact]
    public Task Finds_a_store_that_takes_commits_of_a_replaced_owner() =>
        Finds((x, reader) => new EpochBlindStore(x, reader), spec => spec.An_owner_that_was_replaced_is_refused_and_nothing_is_written());

    [Fact]
    public Task Finds_a_store_that_takes_commits_with_a_gap() =>
        Finds((x, reader) => new OffsetBlindStore(x, reader), spec => spec.A_commit_that_leaves_a_gap_is_refused_and_nothing_is_written());

    [Fact]
    public Task Finds_a_store_that_takes_records_twice() => Finds(
        (x, reader) => new OffsetBlindStore(x, reader), spec => spec.A_commit_of_records_that_are_in_the_states_already_is_refused_and_nothing_is_written());

    [Fact]
    public Task Finds_a_store_that_refuses_timers() => Finds((x, _) => new TimerlessStore(x), spec => spec.A_commit_of_timers_alone_leaves_the_offset_where_it_is());

    [Fact]
    public Task Finds_a_store_that_commits_in_steps() => Finds((x, _) => new PiecemealStore(x), spec => spec.A_commit_becomes_visible_as_a_whole());

    [Fact]
    public Task Finds_a_store_that_loses_an_outbox_record() =>
        Finds((x, _) => new OutboxLosingStore(x), spec => spec.Completing_removes_up_to_and_including_the_number_in_this_partition_only());

    [Fact]
    public Task Finds_a_store_that_shows_aliases_late() =>
        Finds((x, _) => new LateAliasStore(x), spec => spec.The_record_leaves_the_outbox_and_its_alias_appears_in_one_step());

    [Fact]
    public Task Finds_a_store_that_sorts_timers_as_utf16() =>
        Finds((x, _) => new Utf16Store(x), spec => spec.Timers_come_by_due_time_and_then_by_visitor_in_utf8_order());

    [Fact]
    public Task Finds_a_store_that_sorts_orders_as_signed_numbers() =>
        Finds((x, _) => new SignedStore(x), spec => spec.Orders_come_by_hash_as_unsigned_numbers_and_only_where_asked_for());

    [Fact]
    public Task Finds_a_store_whose_epoch_does_not_rise() =>
        Finds((x, reader) => new SleepyEpochStore(x, reader), spec => spec.The_epoch_rises_by_one_where_the_clock_stands_still_or_goes_back());

    [Fact]
    public Task Finds_a_log_that_replaces_at_the_end() =>
        Finds(x => new AppendingLog(x), spec => spec.Replaced_records_keep_their_places_and_the_others_their_bytes());

    [Fact]
    public Task Finds_a_store_that_keeps_an_erased_change() =>
        Finds((x, _) => new ChangeHoardingStore(x), spec => spec.Replaced_changes_keep_their_numbers());

    [Fact]
    public Task Finds_a_store_that_forgets_by_halves() =>
        Finds((x, _) => new HalfForgettingStore(x), spec => spec.Forgetting_removes_aliases_from_either_side_and_names_that_no_product_has());

    [Fact]
    public Task Finds_a_store_that_looks_into_other_sites() =>
        Finds((x, _) => new SiteBlindStore(x, new SiteId("other")), spec => spec.A_visitor_is_found_by_the_hash_of_its_id_in_its_own_site_only());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_model_finds_mistakes_by_chance_alone(int seed)
    {
        await Finds((x, reader) => new EpochBlindStore(x, reader), spec => spec.Random_commits_leave_what_the_model_says(seed));
        await Finds((x, _) => new OutboxLosingStore(x), spec => spec.Random_commits_leave_what_the_model_says(seed));
        await Finds((x, _) => new HoardingStore(x), spec => spec.Random_commits_leave_what_the_model_says(seed));
        await Finds((x, _) => new CounterLosingStore(x), spec => spec.Random_commits_leave_what_the_model_says(seed));
    }

    private static Task Finds(Func<IEventLog, IEventLog> broken, Func<BrokenLogSpec, Task> test) => Suite.FailsAsync(new BrokenLogSpec(broken), test);

    private static Task Finds(Func<IVisitorStore, IVisitorReader, IVisitorStore> broken, Func<BrokenStoreSpec, Task> test) =>
        Suite.FailsAsync(new BrokenStoreSpec(broken), test);

    private static Task Finds(Func<IImportLog, IEventLog, IImportLog> broken, Func<BrokenImportSpec, Task> test) =>
        Suite.FailsAsync(new BrokenImportSpec(broken), test);

    private sealed class BrokenLogSpec(Func<IEventLog, IEventLog> broken) : EventLogSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IEventLog> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.EventLog));

        protected override ValueTask<IEventLog?> ReopenAsync() => ValueTask.FromResult<IEventLog?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenImportSpec(Func<IImportLog, IEventLog, IImportLog> broken) : ImportLogSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<ImportPorts> OpenAsync() =>
            ValueTask.FromResult(new ImportPorts(broken(_host.Installation.ImportLog, _host.Installation.EventLog), _host.Installation.EventLog));

        protected override ValueTask<ImportPorts?> ReopenAsync() => ValueTask.FromResult<ImportPorts?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenStoreSpec(Func<IVisitorStore, IVisitorReader, IVisitorStore> broken) : VisitorStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<VisitorPorts> OpenAsync()
        {
            var ports = _host.VisitorPorts;
            return ValueTask.FromResult(ports with { Store = broken(ports.Store, ports.Reader) });
        }

        protected override ValueTask<VisitorPorts?> ReopenAsync() => ValueTask.FromResult<VisitorPorts?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }
}
