using System.Numerics.Tensors;

namespace Recs.Training.Models.Factors;

/// <summary>
/// For each item those that factors alone would recommend to somebody who has seen nothing else: the candidates that serving scores
/// beside those of transitions, in place of the whole catalogue.
/// </summary>
public static class TasteLists
{
    /// <param name="model">The factors.</param>
    /// <param name="most">How long a list is.</param>
    /// <param name="threads">How many threads may work; the result does not depend on it.</param>
    /// <param name="progress">Hears how many lists are done; null: nobody.</param>
    /// <param name="cancel">Stops between lists.</param>
    public static ItemLists Of(AlsModel model, int most, int threads, IProgress<long>? progress, CancellationToken cancel)
    {
        using var scorers = new ThreadLocal<(FoldIn Visitor, PriorityQueue<int, (float, int)> Top)>(() => (new FoldIn(model), new PriorityQueue<int, (float, int)>()));
        return ItemLists.Build(model.ItemCount, most, threads, (item, row) =>
        {
            var (visitor, top) = scorers.Value;
            var vector = visitor.Of([item]);
            top.Clear();
            for (var other = 0; other < model.ItemCount; other++)
            {
                var score = TensorPrimitives.Dot(vector, model.Items[other]);
                if (!(score > 0) || other == item) continue;
                // Of equals the lower number stays: it is the larger priority.
                if (top.Count < most) top.Enqueue(other, (score, -other));
                else if (top.TryPeek(out _, out var least) && (score, -other).CompareTo(least) > 0) top.EnqueueDequeue(other, (score, -other));
            }

            foreach (var (other, (score, _)) in top.UnorderedItems) row.Add(other, score);
        }, progress, cancel);
    }
}
