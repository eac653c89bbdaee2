using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>
/// Takes visitors out of the checkpoint, which may hold what the log no longer tells: their states and orders go, in others' states the
/// ids become hashes. Counters keep their share.
/// </summary>
internal sealed class CheckpointErasure(ICheckpoint checkpoint, int partitions, ErasedNames names)
{
    private const int BatchSize = 500;

    public async ValueTask RunAsync(IReadOnlyList<ErasureTask> tasks, CancellationToken cancel)
    {
        for (var partition = 0; partition < partitions; partition++) await RunAsync(partition, tasks, cancel);
        foreach (var task in tasks)
        {
            task.Count(new ErasureCounts { Aliases = await checkpoint.Store.ForgetAsync(task.Site, task.Trail.Ids, cancel) });
            var naming = await checkpoint.MessageIdsAsync(task.Site, cancel).Where(id => task.Trail.Ids.Any(i => IdInText.Names(id, i.Value))).ToListAsync(cancel);
            await checkpoint.ForgetMessageIdsAsync(task.Site, naming, cancel);
        }
    }

    private async ValueTask RunAsync(int partition, IReadOnlyList<ErasureTask> tasks, CancellationToken cancel)
    {
        var end = (await checkpoint.Reader.HeadAsync(partition, cancel)).NextOffset;
        var (visitors, orders, naming) = (new List<VisitorWrite>(), new List<OrderWrite>(), new List<Naming>());
        await foreach (var stored in checkpoint.Reader.ScanAsync(partition, cancel))
        {
            if (stored.State is null || Left(stored, end, tasks, naming) is not { } write) continue;
            visitors.Add(write);
            if (write.State is null) orders.AddRange(stored.Orders.Select(o => new OrderWrite(stored.Key, o.Hash, null)));
            if (visitors.Count < BatchSize) continue;
            await CommitAsync(partition, visitors, orders, naming, cancel);
            (visitors, orders, naming) = ([], [], []);
        }

        if (visitors.Count > 0) await CommitAsync(partition, visitors, orders, naming, cancel);
    }

    // Null: it stays as it is.
    private static VisitorWrite? Left(StoredVisitor stored, long end, IReadOnlyList<ErasureTask> tasks, List<Naming> naming)
    {
        VisitorState? state = null;
        var forgot = false;
        foreach (var task in tasks.Where(t => t.Site == stored.Key.Site))
        {
            // It is whose the last record before the end is.
            if (task.Trail.Holds(stored.Key.Visitor, end - 1))
            {
                task.Count(new ErasureCounts { States = 1 });
                return new VisitorWrite(stored.Key, null, null);
            }

            if (!task.Own.IsIn(stored.State)) continue;
            state ??= VisitorStateCodec.Decode(stored.State);
            var named = task.Trail.Ids.Select(id => ErasedName.Of(id.Value)).Where(state.Forget).ToList();
            if (named.Count == 0) continue;
            task.Count(new ErasureCounts { Mentions = 1 });
            naming.AddRange(named.Select(name => new Naming(task, stored.Key.Visitor, name)));
            forgot = true;
        }

        return forgot ? new VisitorWrite(stored.Key, VisitorStateCodec.Encode(state!), state!.NextDue) : null;
    }

    private async Task CommitAsync(int partition, List<VisitorWrite> visitors, List<OrderWrite> orders, List<Naming> naming, CancellationToken cancel)
    {
        // The live states name whom the checkpoint names, and no record may tell of it any more: first they, then what they are found by.
        await names.TellAsync(naming, cancel);

        // Whoever takes the checkpoint forward next finds that it was replaced, and reads it anew.
        var head = await checkpoint.Store.AcquireAsync(partition, cancel);
        var commit = new PartitionCommit
        {
            Partition = partition,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset,
            Visitors = visitors,
            Orders = orders,
        };
        if (await checkpoint.Store.CommitAsync(commit, cancel) != CommitOutcome.Committed)
            throw new PartitionLostException($"The checkpoint of partition {partition} was taken over while visitors were erased from it.");
    }
}
