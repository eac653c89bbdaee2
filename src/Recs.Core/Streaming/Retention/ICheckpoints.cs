namespace Recs.Core.Streaming.Retention;

/// <summary>Where the checkpoint of an installation is kept.</summary>
public interface ICheckpoints
{
    /// <summary>The checkpoint; null: nothing was ever dropped with age, so the log tells everything from its beginning.</summary>
    /// <exception cref="StoredFormatException">It is missing, or cannot be read by this build.</exception>
    ICheckpoint? Current { get; }

    /// <summary>The checkpoint; an empty one, which stands at offset 0 everywhere, is made where there is none.</summary>
    /// <exception cref="StoredFormatException">It is missing, or cannot be read by this build.</exception>
    ICheckpoint OpenOrCreate();
}
