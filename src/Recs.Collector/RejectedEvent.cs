namespace Recs.Collector;

/// <summary>An event that was refused by itself.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="MessageId">The sender's id of it, if there was one that can be read.</param>
/// <param name="Code">The reason.</param>
/// <param name="Message">The field, what was expected, what was found.</param>
public sealed record RejectedEvent(int Index, string? MessageId, IntakeCode Code, string Message);
