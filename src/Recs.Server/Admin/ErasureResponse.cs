using Recs.Core.Streaming.Erasures;

namespace Recs.Server.Admin;

/// <summary>A receipt for an erasure. Names nobody.</summary>
/// <param name="Receipt">Ask for it again under <c>/v1/erasures/{receipt}</c>.</param>
/// <param name="Status"><c>pending</c>, or <c>done</c>: nothing of the visitor is left but its share in counters.</param>
/// <param name="RequestedAt">When it was asked for; from then on events under the visitor's ids are refused.</param>
/// <param name="DoneAt">When nothing was left.</param>
/// <param name="Removed">What went so far.</param>
public sealed record ErasureResponse(string Receipt, string Status, DateTimeOffset RequestedAt, DateTimeOffset? DoneAt, ErasedResponse Removed)
{
    public static ErasureResponse Of(Erasure erasure)
    {
        var removed = erasure.Removed;
        return new ErasureResponse(
            erasure.Receipt,
            erasure.Status == ErasureStatus.Done ? "done" : "pending",
            erasure.RequestedAt.ToDateTimeOffset(),
            erasure.DoneAt?.ToDateTimeOffset(),
            new ErasedResponse(removed.Ids, removed.Records, removed.Mentions, removed.Changes, removed.DeadLetters, removed.Aliases, removed.States));
    }
}

/// <param name="Ids">Ids of the visitor.</param>
/// <param name="Records">Records of the log of which only place and time are left.</param>
/// <param name="Mentions">Records and changes of others in which an id was replaced by its hash.</param>
/// <param name="Changes">Published changes.</param>
/// <param name="DeadLetters">Refused events.</param>
/// <param name="Aliases">Bindings of ids, and texts behind their hashes.</param>
/// <param name="States">States of the checkpoint, each with its orders: what records that were dropped with age had come to.</param>
public sealed record ErasedResponse(long Ids, long Records, long Mentions, long Changes, long DeadLetters, long Aliases, long States);
