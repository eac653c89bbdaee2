namespace Recs.Collector;

/// <summary>What became of a request. Every event is accepted, a duplicate, or rejected; one event may be several records of the log.</summary>
/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id accepted earlier in the same request; dropped.</param>
/// <param name="Redacted">Personal data removed from free fields of accepted events, counted by occurrence.</param>
/// <param name="Rejected">Kept as dead letters, in the order of the request.</param>
public sealed record IntakeResult(int Accepted, int Duplicates, int Redacted, IReadOnlyList<RejectedEvent> Rejected)
{
    /// <summary>Why the request as a whole was refused, none of it read as events; null: it was not.</summary>
    public RequestError? Error { get; init; }

    internal static IntakeResult Refused(RequestError error) => new(0, 0, 0, []) { Error = error };
}
