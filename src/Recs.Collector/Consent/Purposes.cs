namespace Recs.Collector.Consent;

/// <summary>What a visitor allows.</summary>
/// <param name="Analytics">To be measured at all. Without it nothing is stored but the orders that the shop itself reports, and those without a person.</param>
/// <param name="Personalisation">To be recognised: an id, a state, a cookie. Without it events count for the shop and belong to nobody.</param>
/// <param name="Marketing">To be contacted. It is for those who contact people; what has happened is kept either way.</param>
public readonly record struct Purposes(bool Analytics, bool Personalisation, bool Marketing)
{
    /// <summary>What counts where nobody says otherwise: analytics and personalisation, no marketing.</summary>
    public static readonly Purposes Default = new(Analytics: true, Personalisation: true, Marketing: false);

    /// <summary>Nothing is allowed.</summary>
    public static readonly Purposes None;

    /// <summary>What is left of these under <c>Sec-GPC: 1</c> (W3C, Global Privacy Control), which denies being recognised and contacted.</summary>
    public Purposes UnderGlobalPrivacyControl() => this with { Personalisation = false, Marketing = false };
}
