using System.Globalization;
using Recs.Core.Visitors.Profiles;
using Spectre.Console;

namespace Recs.Cli.Output;

/// <summary>A profile for people: what matters most, in two columns.</summary>
public static class ProfileText
{
    private const int Shown = 8;

    public static void Write(IAnsiConsole console, VisitorProfile p)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("visitor");
        table.AddColumn(Markup.Escape(p.VisitorId));
        foreach (var (name, value) in Rows(p).Where(r => r.Value.Length > 0)) table.AddRow(Markup.Escape(name), Markup.Escape(value));
        console.Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(VisitorProfile p)
    {
        yield return ("as of", Time(p.AsOf));
        yield return ("stage, activity", $"{p.Stage}, {p.Activity}");
        yield return ("seen", $"{Time(p.FirstSeen)} to {Time(p.LastSeen)}, {p.Sessions} sessions{(p.VisitIntervalDays is { } d ? $", every {d:0.#} days" : "")}");
        yield return ("orders", $"{p.Orders} net of {p.OrdersPlaced}{(p.DaysSinceLastOrder is { } since ? $", the last {since:0.#} days ago" : "")}");
        yield return ("net spent", List(p.NetSpent.Select(s => $"{s.Value.ToString("N2", CultureInfo.InvariantCulture)} {s.Key}")));
        yield return ("pages, product views", $"{p.Pages}, {p.ProductViews}");
        yield return ("favourites", List(p.Favourites.Select(f => f.Id)));
        yield return ("cart", List(p.Cart.Select(c => $"{c.Quantity} × {c.Id}")));
        yield return ("last purchase", p.LastPurchase is { } last ? $"{Time(last.At)}, {last.Total} {last.Currency}: {List(last.Items.Select(i => $"{i.Quantity} × {i.Id}"))}" : "");
        yield return ("categories", List(p.Categories.Keys));
        yield return ("price band", List(p.PriceBand.Select(b => $"{b.Key} {b.Value.Low:0.00} to {b.Value.High:0.00}")));
        yield return ("searches", List(p.Searches.Select(s => s.Text)));
        yield return ("promotions", List(p.Promotions.Select(x => $"{x.Id} (seen {x.Contacted}, opened {x.Opened}, answered {x.Clicked})")));
        yield return ("friends", List(p.Friends.Ids));
        yield return ("traits", List(p.Traits.Select(t => $"{t.Key} {t.Value}")));
        yield return ("aliases", List(p.Aliases));
        yield return ("bytes", $"{p.Bytes}");
    }

    private static string List(IEnumerable<string> values)
    {
        var all = values.ToList();
        return string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? $" and {all.Count - Shown} more" : "");
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
}
