using Recs.Conformance;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Retention;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>The suites of what makes things go, by age or on demand, find mistakes: each of these adapters makes one.</summary>
public sealed class BrokenErasingTests
{
    [Fact]
    public Task Finds_erasures_kept_as_they_were_first() => FindsErasures(x => new FirstSavedErasures(x), spec => spec.An_erasure_comes_back_as_it_was_saved_last());

    [Fact]
    public Task Finds_erasures_without_their_ids() => FindsErasures(x => new TraillessErasures(x), spec => spec.An_erasure_comes_back_as_it_was_saved_last());

    [Fact]
    public Task Finds_erasures_that_are_done_too_early() => FindsErasures(x => new HastyErasures(x), spec => spec.Open_ones_are_those_not_done_in_the_order_of_their_requests());

    [Fact]
    public Task Finds_erasures_in_the_wrong_order() => FindsErasures(x => new NewestFirstErasures(x), spec => spec.Open_ones_are_those_not_done_in_the_order_of_their_requests());

    [Fact]
    public Task Finds_erasures_whose_receipts_go() => FindsErasures(x => new SweepingErasures(x), spec => spec.Nothing_being_in_the_way_it_can_be_sealed());

    [Fact]
    public Task Finds_a_checkpoint_that_replays_write_on() =>
        FindsCheckpoint(x => new SharingCheckpoint(x), spec => spec.A_copy_stands_where_the_checkpoint_stands_and_goes_its_own_way());

    [Fact]
    public Task Finds_a_checkpoint_that_keeps_the_last_notes_only() =>
        FindsCheckpoint(x => new ForgetfulCheckpoint(x), spec => spec.What_records_told_besides_states_is_kept_once_and_survives_a_restart());

    [Fact]
    public Task Finds_a_checkpoint_that_looks_into_other_sites() =>
        FindsCheckpoint(x => new SiteBlindCheckpoint(x, new SiteId("other")), spec => spec.Message_ids_are_forgotten_one_by_one_in_their_site());

    [Fact]
    public Task Finds_a_checkpoint_that_numbers_no_changes() =>
        FindsCheckpoint(x => new NumberlessCheckpoint(x), spec => spec.Of_changes_and_outbox_records_only_the_numbers_are_kept());

    [Fact]
    public Task Finds_a_log_that_drops_too_much() =>
        FindsLog(x => new GenerousDropLog(x), spec => spec.The_oldest_records_go_at_most_so_many_at_once_and_the_others_keep_their_offsets());

    [Fact]
    public Task Finds_a_log_that_does_not_know_where_it_starts() =>
        FindsLog(x => new BeginningLog(x), spec => spec.Offsets_go_on_where_nothing_is_left_also_after_a_restart());

    [Fact]
    public Task Finds_a_store_that_drops_the_changes_of_a_record_that_stays() =>
        FindsStore(x => new GenerousDropStore(x), spec => spec.Changes_go_with_the_records_that_caused_them_and_the_others_keep_their_numbers());

    [Fact]
    public Task Finds_a_store_that_drops_changes_without_a_bound() =>
        FindsStore(x => new UnboundedDropStore(x), spec => spec.Changes_go_with_the_records_that_caused_them_and_the_others_keep_their_numbers());

    [Fact]
    public Task Finds_a_store_that_only_says_it_drops_changes() =>
        FindsStore(x => new BoastingDropStore(x), spec => spec.Changes_go_with_the_records_that_caused_them_and_the_others_keep_their_numbers());

    [Fact]
    public Task Finds_dead_letters_that_go_too_early() =>
        FindsLetters(x => new GenerousDropLetters(x), spec => spec.Letters_older_than_a_time_go_in_all_sites_and_at_most_so_many_at_once());

    [Fact]
    public Task Finds_dead_letters_that_go_without_a_bound() =>
        FindsLetters(x => new UnboundedDropLetters(x), spec => spec.Letters_older_than_a_time_go_in_all_sites_and_at_most_so_many_at_once());

    [Fact]
    public Task Finds_dead_letters_that_go_in_one_site_only() =>
        FindsLetters(x => new OneSiteDropLetters(x), spec => spec.Letters_older_than_a_time_go_in_all_sites_and_at_most_so_many_at_once());

    private static Task FindsStore(Func<IVisitorStore, IVisitorStore> broken, Func<BrokenStoreSpec, Task> test) => Suite.FailsAsync(new BrokenStoreSpec(broken), test);

    private static Task FindsLetters(Func<IDeadLetters, IDeadLetters> broken, Func<BrokenLettersSpec, Task> test) => Suite.FailsAsync(new BrokenLettersSpec(broken), test);

    private static Task FindsErasures(Func<IErasures, IErasures> broken, Func<BrokenErasuresSpec, Task> test) => Suite.FailsAsync(new BrokenErasuresSpec(broken), test);

    private static Task FindsCheckpoint(Func<ICheckpoint, ICheckpoint> broken, Func<BrokenCheckpointSpec, Task> test) => Suite.FailsAsync(new BrokenCheckpointSpec(broken), test);

    private static Task FindsLog(Func<IEventLog, IEventLog> broken, Func<BrokenDropSpec, Task> test) => Suite.FailsAsync(new BrokenDropSpec(broken), test);

    private sealed class BrokenErasuresSpec(Func<IErasures, IErasures> broken) : ErasuresSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IErasures> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.Erasures));

        protected override ValueTask<IErasures?> ReopenAsync() => ValueTask.FromResult<IErasures?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenCheckpointSpec(Func<ICheckpoint, ICheckpoint> broken) : CheckpointSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<CheckpointPorts> OpenAsync() => ValueTask.FromResult(Ports(_host));

        protected override async ValueTask<CheckpointPorts?> ReopenAsync()
        {
            await _host.CloseAsync();
            return Ports(_host);
        }

        protected override ValueTask CloseAsync() => _host.DisposeAsync();

        private new CheckpointPorts Ports(SqliteHost host) => host.CheckpointPorts with { Checkpoints = new PassingCheckpoints(host.Installation.Checkpoints, broken) };
    }

    private sealed class BrokenDropSpec(Func<IEventLog, IEventLog> broken) : EventLogSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IEventLog> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.EventLog));

        protected override ValueTask<IEventLog?> ReopenAsync() => ValueTask.FromResult<IEventLog?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenStoreSpec(Func<IVisitorStore, IVisitorStore> broken) : VisitorStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<VisitorPorts> OpenAsync() => ValueTask.FromResult(_host.VisitorPorts with { Store = broken(_host.Installation.Visitors) });

        protected override ValueTask<VisitorPorts?> ReopenAsync() => ValueTask.FromResult<VisitorPorts?>(null);

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
