namespace Recs.Core.Streaming;

/// <summary>Tells whether what was read of a visitor is still what the newest commit says. Where owners and readers share a process.</summary>
public interface IVisitorVersions
{
    /// <summary>
    /// A number that differs after every commit that changes the visitor; null while one is on its way. What was read after asking is
    /// current for as long as the answer stays the same.
    /// </summary>
    long? Of(VisitorKey visitor);
}
