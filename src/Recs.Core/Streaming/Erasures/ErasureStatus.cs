namespace Recs.Core.Streaming.Erasures;

/// <summary>How far an erasure is. The numbers are stored.</summary>
public enum ErasureStatus : byte
{
    /// <summary>Being worked on.</summary>
    Pending = 0,

    /// <summary>No row names the visitor any more; the files may still hold what was removed.</summary>
    Sealing = 1,

    /// <summary>Nothing of the visitor is in any file.</summary>
    Done = 2,
}
