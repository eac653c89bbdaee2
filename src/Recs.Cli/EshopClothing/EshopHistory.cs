using System.Text.Json;
using Recs.Core;

namespace Recs.Cli.EshopClothing;

/// <summary>
/// Clicks as events of a shop. The data tell days only: the sessions of a day are spread over its opening hours in the order of
/// their numbers, the clicks of a session follow each other every 20 seconds. Each session is a visitor of its own, since nobody
/// is recognised.
/// </summary>
public static class EshopHistory
{
    public const string TimeZone = "Europe/Warsaw";
    public const string Currency = "USD";

    private const int PhotographsOnPage = 6;
    private static readonly TimeSpan Opens = TimeSpan.FromHours(7);
    private static readonly TimeSpan Open = TimeSpan.FromHours(14);
    private static readonly TimeSpan BetweenClicks = TimeSpan.FromSeconds(20);

    /// <summary>The clicks with their times, in the order of time.</summary>
    public static IReadOnlyList<(Instant Time, EshopClick Click)> Tell(IEnumerable<EshopClick> clicks)
    {
        var told = new List<(Instant Time, EshopClick Click)>();
        foreach (var day in clicks.GroupBy(c => c.Day))
        {
            var begins = Instant.From(new DateTimeOffset(day.Key.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)) + Opens;
            var sessions = day.Select(c => c.Session).Distinct().Order().Select((s, i) => (s, i)).ToDictionary(s => s.s, s => s.i);
            told.AddRange(day.Select(c => (begins + (Open * ((double)sessions[c.Session] / sessions.Count)) + (BetweenClicks * (c.Order - 1)), c)));
        }

        return [.. told.OrderBy(t => t.Time).ThenBy(t => t.Click.Session)];
    }

    public static void Write(Utf8JsonWriter json, (Instant Time, EshopClick Click) told)
    {
        var (time, click) = told;
        json.WriteStartObject();
        json.WriteString("event", "product_viewed");
        json.WriteString("messageId", $"eshop-clothing:{click.Session}:{click.Order}");
        json.WriteString("timestamp", time.ToString());
        json.WriteString("anonymousId", $"eshop-{click.Session}");
        json.WriteStartObject("properties");
        json.WriteString("product_id", click.Model);
        json.WriteNumber("price", click.Price);
        json.WriteString("currency", Currency);
        json.WriteNumber("position", ((click.Page - 1) * PhotographsOnPage) + click.Place);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, EshopModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Code);
        json.WriteString("title", model.Title);
        json.WriteString("category", $"Clothing > {model.Category}");
        json.WriteNumber("price", model.Price);
        json.WriteString("currency", Currency);
        json.WriteStartObject("attributes");
        json.WriteString("colour", model.Colour);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
