namespace Recs.Sites;

/// <summary>What visitors of a site allow as long as they have not said.</summary>
public sealed class ConsentOptions
{
    /// <summary>To be measured. Default true.</summary>
    public bool Analytics { get; set; } = true;

    /// <summary>To be recognised: an id, a state, a cookie. Default true.</summary>
    public bool Personalisation { get; set; } = true;

    /// <summary>To be contacted. Default false.</summary>
    public bool Marketing { get; set; }
}
