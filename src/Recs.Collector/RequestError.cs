namespace Recs.Collector;

/// <summary>Why a whole request was refused.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Message">The reason in words, with the place where there is one.</param>
public sealed record RequestError(IntakeCode Code, string Message)
{
    /// <summary>The request was over a limit (413); else it could not be understood (400).</summary>
    public bool IsTooLarge => Code is IntakeCode.RequestTooLarge or IntakeCode.TooManyEvents;
}
