using Recs.Collector;

namespace Recs.Server.Collector;

/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id inside this request, or lately of somebody who is not to be recognised.</param>
/// <param name="Redacted">Personal data removed from free fields.</param>
/// <param name="Bots">How many of the accepted are a bot's: in the log, and counted nowhere.</param>
/// <param name="Withheld">Not kept, because the visitor does not allow it.</param>
/// <param name="Rejected">What was refused, each with its reason.</param>
public sealed record EventsResponse(int Accepted, int Duplicates, int Redacted, int Bots, int Withheld, IReadOnlyList<RejectedEventResponse> Rejected)
{
    public static EventsResponse Of(IntakeResult result) =>
        new(result.Accepted, result.Duplicates, result.Redacted, result.Bots, result.Withheld, RejectedEventResponse.Of(result.Rejected));
}

/// <summary>What clients of Segment's HTTP API look for, and beside it what became of the events.</summary>
/// <param name="Success">Always true: a request that was refused is answered with a problem.</param>
/// <param name="Accepted">Durably in the log.</param>
/// <param name="Duplicates">Repeats of a message id inside this request, or lately of somebody who is not to be recognised.</param>
/// <param name="Redacted">Personal data removed from free fields.</param>
/// <param name="Bots">How many of the accepted are a bot's: in the log, and counted nowhere.</param>
/// <param name="Withheld">Not kept, because the visitor does not allow it.</param>
/// <param name="Rejected">What was refused, each with its reason.</param>
public sealed record SegmentResponse(
    bool Success, int Accepted, int Duplicates, int Redacted, int Bots, int Withheld, IReadOnlyList<RejectedEventResponse> Rejected)
{
    public static SegmentResponse Of(IntakeResult result) =>
        new(true, result.Accepted, result.Duplicates, result.Redacted, result.Bots, result.Withheld, RejectedEventResponse.Of(result.Rejected));
}

/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="MessageId">The sender's id, if it could be read.</param>
/// <param name="Code">The reason, from a closed list.</param>
/// <param name="Message">The reason in words, naming the field.</param>
public sealed record RejectedEventResponse(int Index, string? MessageId, string Code, string Message)
{
    public static IReadOnlyList<RejectedEventResponse> Of(IReadOnlyList<RejectedEvent> rejected) =>
        [.. rejected.Select(r => new RejectedEventResponse(r.Index, r.MessageId, r.Code.Text(), r.Message))];
}

/// <param name="Accepted">Items in the catalogue now as sent.</param>
/// <param name="Rejected">What was refused, each with its reason.</param>
public sealed record ItemsResponse(int Accepted, IReadOnlyList<RejectedItemResponse> Rejected);

/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Id">The item's id, if it could be read.</param>
/// <param name="Code">The reason, from a closed list.</param>
/// <param name="Message">The reason in words, naming the field.</param>
public sealed record RejectedItemResponse(int Index, string? Id, string Code, string Message);
