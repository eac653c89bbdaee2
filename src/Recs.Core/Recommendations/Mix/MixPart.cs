namespace Recs.Core.Recommendations.Mix;

/// <param name="Name">A form, which stands for the sources of its chain before the first fallback; or a source, for what no form stands for.</param>
/// <param name="Share">How much of the list it is to fill, against the other parts; 0: nothing.</param>
public sealed record MixPart(string Name, double Share);
