using System.Globalization;
using Recs.Cli.Hosting;
using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>What an import has to send to a site, and what the person at the keyboard should know before.</summary>
/// <param name="Missing">Events the site lacks, in time order.</param>
/// <param name="IsFirst">The site holds no event yet, so it takes the import's time zone and currency.</param>
/// <param name="IsAlone">The site holds nothing but this import, so its sums are the import's.</param>
/// <param name="Warning">What the import will not touch; null: it changes everything it tells of.</param>
public sealed record ImportPlan(IReadOnlyList<ShopEvent> Missing, bool IsFirst, bool IsAlone, string? Warning)
{
    /// <summary>How the message ids of an import begin.</summary>
    public const string Prefix = "online-retail:";

    private const string TotalsOnly =
        "Events older than what the site knows of a visitor update totals (orders, money, counts) and dated lists only; sessions, stages and timers follow the newer events. The site's time zone and currency stay as they are.";

    /// <summary>The name under which the missing events are sent: the same for the same events.</summary>
    public string ImportId => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Hash64.Of(string.Join('\n', Missing.Select(e => e.MessageId))):x16}");

    /// <param name="events">The whole import, in time order.</param>
    /// <param name="held">What the site's log holds.</param>
    public static ImportPlan Of(IReadOnlyList<ShopEvent> events, HeldRecords held)
    {
        List<ShopEvent> missing = [.. events.Where(e => !held.MessageIds.Contains(e.MessageId))];
        var isFirst = held is { MessageIds.Count: 0, Others: 0 };
        return new ImportPlan(missing, isFirst, held.Others == 0, missing.Count > 0 ? WarningOf(events, missing, held) : null);
    }

    private static string? WarningOf(IReadOnlyList<ShopEvent> events, List<ShopEvent> missing, HeldRecords held)
    {
        if (held.Living)
            return $"The site is a living one with {held.Others:N0} other events. Its visitors get this history as totals (orders, money, counts) and dated lists; no session, stage or timer begins in the past, and stages are judged anew as the site's clock goes on. The site's time zone and currency stay as they are.";
        if (held.Others > 0) return $"The site holds {held.Others:N0} events that are not of this import. {TotalsOnly}";

        // Held events that are later than the first missing one: their visitors are further on than what comes now.
        var behind = events.Count(e => held.MessageIds.Contains(e.MessageId) && e.Time > missing[0].Time);
        return behind > 0 ? $"The site holds {behind:N0} later events of this import. {TotalsOnly}" : null;
    }
}
