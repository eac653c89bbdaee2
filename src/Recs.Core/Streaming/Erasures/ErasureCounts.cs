namespace Recs.Core.Streaming.Erasures;

/// <summary>What an erasure removed. After a crash in the middle it counts what was removed since.</summary>
/// <param name="Ids">Ids of the visitor: the user id and the anonymous ids that belong to it.</param>
/// <param name="Records">Records of the log of which only place and time are left.</param>
/// <param name="Mentions">Records, changes, answers to imports and states of the checkpoint of others in which an id was replaced by its hash.</param>
/// <param name="Changes">Published changes.</param>
/// <param name="DeadLetters">Refused events that name an id.</param>
/// <param name="Aliases">Rows that bound an id to another, and texts behind its hash.</param>
/// <param name="States">States of the checkpoint under an id, each with its orders: what dropped records had come to.</param>
public readonly record struct ErasureCounts(long Ids, long Records, long Mentions, long Changes, long DeadLetters, long Aliases, long States)
{
    public static ErasureCounts operator +(ErasureCounts a, ErasureCounts b) => new(
        a.Ids + b.Ids, a.Records + b.Records, a.Mentions + b.Mentions, a.Changes + b.Changes, a.DeadLetters + b.DeadLetters, a.Aliases + b.Aliases, a.States + b.States);
}
