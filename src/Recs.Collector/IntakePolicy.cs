using Recs.Collector.Consent;
using Recs.Collector.Identity;

namespace Recs.Collector;

/// <summary>A site's own say in how its events are taken in.</summary>
public sealed record IntakePolicy
{
    public static readonly IntakePolicy Default = new();

    /// <summary>What visitors allow where neither an event nor its batch says.</summary>
    public Purposes Consent { get; init; } = Purposes.Default;

    /// <summary>Bots are recognised, marked and left out. Default true.</summary>
    public bool MarksBots { get; init; } = true;

    /// <summary>
    /// A user id sent with the write key counts only with its token. Default true; without proof, everybody who knows a user
    /// id can pass for that user.
    /// </summary>
    public bool ProofRequired { get; init; } = true;

    /// <summary>What proves user ids that come with the write key.</summary>
    public UserTokens UserTokens { get; init; } = UserTokens.None;
}
