namespace Recs.Core;

/// <summary>The parent of every failure this product raises itself. The message says what was expected, what was found and what to do.</summary>
public class RecsException : Exception
{
    public RecsException(string message) : base(message)
    {
    }

    public RecsException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>A store or log could not do its work now; nothing was changed and the caller may try again. The edge answers 503.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : RecsException(message, inner);

/// <summary>Stored bytes are of a version this build does not read, or are damaged.</summary>
public sealed class StoredFormatException(string message) : RecsException(message);
