using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Training.Tests.Evaluation;

public sealed class QuerySetTests
{
    private static readonly QuerySet Hundred = QuerySet.LastItems(new Histories([.. Enumerable.Range(0, 101).Select(r => r * 2)], new int[200], 1), 2);

    [Fact]
    public void A_sample_holds_so_many_different_questions_in_their_order_and_the_same_for_a_seed()
    {
        var rows = Hundred.Sample(30, seed: 4).Queries.Select(q => q.Row).ToList();
        Assert.Equal(30, rows.Count);
        Assert.Equal(rows.Distinct().Order(), rows);
        Assert.Equal(rows, Hundred.Sample(30, seed: 4).Queries.Select(q => q.Row));
        Assert.NotEqual(rows, Hundred.Sample(30, seed: 5).Queries.Select(q => q.Row));
    }

    [Fact]
    public void Few_questions_are_all_asked() => Assert.Same(Hundred, Hundred.Sample(100, seed: 1));
}
