namespace Recs.Core.Streaming.Retention;

/// <summary>A time was asked for of which the records have been dropped with age. The edge answers 410.</summary>
/// <param name="since">The earliest time that can be told.</param>
public sealed class BeforeRetentionException(SiteId site, Instant asked, Instant since)
    : RecsException($"The records of site '{site}' that tell of {asked} have been dropped with age. The earliest time that can be told here is {since}; ask for that or a later one.")
{
    public Instant Since => since;
}
