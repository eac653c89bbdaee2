namespace Recs.Core.Streaming.Erasures;

/// <summary>How it is known that a device was a visitor's.</summary>
internal enum DeviceTold
{
    /// <summary>By a binding, or by a handover that is in the log.</summary>
    NowOrLately,

    /// <summary>By the checkpoint: it was before the oldest record.</summary>
    LongAgo,

    /// <summary>By either, but since then its id has turned out to be a user's.</summary>
    AsUser,
}
