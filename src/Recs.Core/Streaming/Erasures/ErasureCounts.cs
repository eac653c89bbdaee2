namespace Recs.Core.Streaming.Erasures;

/// <summary>What an erasure removed. After a crash in the middle it counts what was removed since.</summary>
/// <param name="Ids">Ids of the visitor: the user id and the anonymous ids that belong to it.</param>
/// <param name="Records">Records of the log of which only place and time are left.</param>
/// <param name="Mentions">Records, changes and answers to imports of others in which an id was replaced by its hash.</param>
/// <param name="Changes">Published changes.</param>
/// <param name="DeadLetters">Refused events that name an id.</param>
/// <param name="Aliases">Rows that bound an id to another, and texts behind its hash.</param>
public readonly record struct ErasureCounts(long Ids, long Records, long Mentions, long Changes, long DeadLetters, long Aliases);
