namespace Recs.Server.Admin.Retention;

/// <summary>
/// How long records are kept. Off unless told: what is dropped cannot be told again, neither to people who ask for the past nor to
/// training, and only the shop knows how long it may keep it.
/// </summary>
public sealed class RetentionSettings
{
    private const int MostDays = 36_500;

    /// <summary>Records, published changes and dead letters older than so many days go, 1 to 36,500. Null, the default: they are kept for good.</summary>
    public int? Days { get; set; }

    /// <summary>How often what is old is looked for. Default 1 hour; 1 second to 7 days.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The pause between two steps, so that events and answers have the processor to themselves most of the time. Default 50 ms; 0 to 1 hour.</summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromMilliseconds(50);

    internal IEnumerable<string> Problems()
    {
        if (Days is < 1 or > MostDays) yield return $"Recs:Retention:Days is {Days}; 1 to {MostDays} or nothing was expected.";
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(7)) yield return $"Recs:Retention:Interval is {Interval}; 1 second to 7 days were expected.";
        if (Rest < TimeSpan.Zero || Rest > TimeSpan.FromHours(1)) yield return $"Recs:Retention:Rest is {Rest}; 0 to 1 hour were expected.";
    }
}
