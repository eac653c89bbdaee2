using System.Runtime.CompilerServices;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>To whom devices belonged before the oldest record that is kept.</summary>
internal sealed class CheckpointDevices(ICheckpoint checkpoint, int partitions)
{
    /// <summary>The devices of some users, each with its user.</summary>
    public async IAsyncEnumerable<(VisitorKey User, VisitorKey Device)> OfAsync(IReadOnlySet<VisitorKey> users, [EnumeratorCancellation] CancellationToken cancel)
    {
        var names = new NamesInBytes(users.Select(u => u.Visitor.Value));
        for (var partition = 0; partition < partitions; partition++)
        {
            await foreach (var stored in checkpoint.Reader.ScanAsync(partition, cancel))
            {
                if (stored.State is null || !names.IsIn(stored.State)) continue;
                if (VisitorStateCodec.Decode(stored.State).BelongsTo is not { } owner) continue;
                var user = stored.Key with { Visitor = owner };
                if (users.Contains(user)) yield return (user, stored.Key);
            }
        }
    }

    /// <summary>To whom a device belonged; null: to nobody.</summary>
    public async ValueTask<VisitorId?> UserOfAsync(VisitorKey device, CancellationToken cancel) =>
        (await checkpoint.Reader.ReadAsync(device, cancel)).State is { } state ? VisitorStateCodec.Decode(state).BelongsTo : null;
}
