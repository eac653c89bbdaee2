namespace Recs.Collector;

/// <summary>Which of a site's keys a request came with.</summary>
public enum KeyKind
{
    /// <summary>Public, in every browser: what it says of identity is a claim, its orders are unverified.</summary>
    Write,

    /// <summary>The shop's own servers: identities are proven, orders verified.</summary>
    Secret,
}
