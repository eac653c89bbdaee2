using Recs.Conformance;
using Recs.Core.Models;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Rules;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>The suites of lists, rules and models find mistakes: each of these adapters makes one.</summary>
public sealed class BrokenListTests
{
    [Fact]
    public Task Finds_lists_that_stay_as_they_were_first() => Finds(x => new FirstListStore(x), spec => spec.A_list_saved_again_takes_the_place_of_the_first());

    [Fact]
    public Task Finds_lists_saved_piecemeal() => Finds(x => new PiecemealListStore(x), spec => spec.A_call_becomes_visible_as_a_whole());

    [Fact]
    public Task Finds_lists_without_reasons() => Finds(x => new ReasonlessListStore(x), spec => spec.Gives_every_field_back());

    [Fact]
    public Task Finds_a_store_that_drops_more_than_asked() => Finds(x => new GreedyListStore(x), spec => spec.Old_lists_go_the_oldest_first_and_at_most_so_many());

    [Fact]
    public Task Finds_a_store_that_forgets_by_halves() => Finds(x => new HalfForgettingListStore(x), spec => spec.Lists_of_forgotten_visitors_go_and_those_of_others_stay());

    [Fact]
    public Task Finds_a_visitors_lists_that_begin_anew_with_every_page() => Finds(x => new RepeatingListStore(x), spec => spec.Lists_of_a_visitor_are_read_in_the_order_in_which_they_were_made_and_page_by_page());

    [Fact]
    public Task Finds_outcomes_out_of_order() => Finds(x => new UnorderedListStore(x), spec => spec.Outcomes_of_commits_are_read_by_list_in_their_order());

    [Fact]
    public Task Finds_rules_whose_version_stays() => FindsRules(x => new CountingRuleStore(x), spec => spec.Every_change_has_another_version_and_what_changes_nothing_has_not());

    [Fact]
    public Task Finds_rules_shared_by_sites() => FindsRules(x => new SharedRuleStore(x), spec => spec.Rules_belong_to_a_site());

    [Fact]
    public Task Finds_rules_that_cannot_be_changed() => FindsRules(x => new StubbornRuleStore(x), spec => spec.Gives_rules_back_by_id_as_they_were_put_last());

    [Fact]
    public Task Finds_models_shared_by_sites() => FindsModels(x => new SharedModelStore(x), spec => spec.Sites_know_nothing_of_each_other());

    [Fact]
    public Task Finds_models_that_change() => FindsModels(x => new ReplacingModelStore(x), spec => spec.A_version_is_added_once_and_then_stays_as_it_is());

    [Fact]
    public Task Finds_pointers_of_whoever_came_last() => FindsModels(x => new LastWordModelStore(x), spec => spec.Of_two_that_point_at_once_one_is_told_that_it_came_late());

    [Fact]
    public Task Finds_a_store_that_tells_the_oldest_first() => FindsModels(x => new OldestFirstModelStore(x), spec => spec.The_history_tells_the_newest_first_with_all_that_was_said());

    private static Task FindsModels(Func<IModelStore, IModelStore> broken, Func<BrokenModelSpec, Task> test) => Suite.FailsAsync(new BrokenModelSpec(broken), test);

    private static Task Finds(Func<IListStore, IListStore> broken, Func<BrokenListSpec, Task> test) => Suite.FailsAsync(new BrokenListSpec(broken), test);

    private static Task FindsRules(Func<IRuleStore, IRuleStore> broken, Func<BrokenRuleSpec, Task> test) => Suite.FailsAsync(new BrokenRuleSpec(broken), test);

    private sealed class BrokenListSpec(Func<IListStore, IListStore> broken) : ListStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<ListPorts> OpenAsync() => ValueTask.FromResult(new ListPorts(broken(_host.Installation.Lists), _host.Installation.Visitors));

        protected override ValueTask<ListPorts?> ReopenAsync() => ValueTask.FromResult<ListPorts?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenModelSpec(Func<IModelStore, IModelStore> broken) : ModelStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IModelStore> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.Models));

        protected override ValueTask<IModelStore?> ReopenAsync() => ValueTask.FromResult<IModelStore?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }

    private sealed class BrokenRuleSpec(Func<IRuleStore, IRuleStore> broken) : RuleStoreSpec
    {
        private readonly SqliteHost _host = new();

        protected override ValueTask<IRuleStore> OpenAsync() => ValueTask.FromResult(broken(_host.Installation.Rules));

        protected override ValueTask<IRuleStore?> ReopenAsync() => ValueTask.FromResult<IRuleStore?>(null);

        protected override ValueTask CloseAsync() => _host.DisposeAsync();
    }
}
