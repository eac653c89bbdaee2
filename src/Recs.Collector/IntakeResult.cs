namespace Recs.Collector;

/// <summary>What became of a request. Every event is accepted, a duplicate, rejected, or withheld; one event may be several records of the log.</summary>
/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id accepted earlier in the same request, or lately of nobody; dropped.</param>
/// <param name="Redacted">Personal data removed from free fields of accepted events, counted by occurrence.</param>
/// <param name="Rejected">Kept as dead letters, in the order of the request.</param>
public sealed record IntakeResult(int Accepted, int Duplicates, int Redacted, IReadOnlyList<RejectedEvent> Rejected)
{
    /// <summary>Why the request as a whole was refused, none of it read as events; null: it was not.</summary>
    public RequestError? Error { get; init; }

    /// <summary>Not kept at all, because the visitor does not allow it.</summary>
    public int Withheld { get; init; }

    /// <summary>How many of the accepted are a bot's: in the log, and counted nowhere.</summary>
    public int Bots { get; init; }

    /// <summary>The id that was offered to a browser without one, where events were filed under it; null: none was.</summary>
    public string? IssuedVisitor { get; init; }

    /// <summary>The visitor does not allow to be recognised: a change of consent withdraws it, or no event of the request said otherwise.</summary>
    public bool RecognitionRefused { get; init; }

    internal static IntakeResult Refused(RequestError error) => new(0, 0, 0, []) { Error = error };
}
