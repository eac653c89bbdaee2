namespace Recs.Cli.Simulate;

/// <param name="Rate">Events a second.</param>
/// <param name="Duration">How long.</param>
/// <param name="Seed">Where random draws begin.</param>
/// <param name="Answers">Shoppers look at recommendations and click on them.</param>
public sealed record LiveOptions(int Rate, TimeSpan Duration, int Seed, bool Answers);
