namespace Recs.Collector.Bots;

/// <summary>When an id sends faster than a person can.</summary>
/// <param name="EventsPerSecond">Sustained, in event time. Default 10; 1 to 10,000.</param>
/// <param name="Burst">At once, after a quiet time. Default 100; 1 to 100,000.</param>
/// <param name="Ids">How many ids are watched, those seen last. Default 100,000 (about 6 MB); 2 to 10,000,000.</param>
public sealed record RunawayOptions(double EventsPerSecond = 10, int Burst = 100, int Ids = 100_000)
{
    internal void Check(string name, List<string> problems)
    {
        OptionRange.Check(problems, $"{name}.{nameof(EventsPerSecond)}", EventsPerSecond, 1, 10_000);
        OptionRange.Check(problems, $"{name}.{nameof(Burst)}", Burst, 1, 100_000);
        OptionRange.Check(problems, $"{name}.{nameof(Ids)}", Ids, 2, 10_000_000);
    }
}
