using Recs.Core.Events;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>Products named in events, each with the newest facts. A sighting that says nothing new leaves no trace, so that popular products are not read again and again.</summary>
internal static class Sightings
{
    private const string Upsert =
        """
        INSERT INTO sighting(site, item, version, name, category, brand, price, currency) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(site, item) DO UPDATE SET version = excluded.version,
          name = coalesce(excluded.name, name), category = coalesce(excluded.category, category),
          brand = coalesce(excluded.brand, brand), price = coalesce(excluded.price, price), currency = coalesce(excluded.currency, currency)
        WHERE excluded.name <> ifnull(name, '') OR excluded.category <> ifnull(category, '') OR excluded.brand <> ifnull(brand, '')
          OR excluded.price <> ifnull(price, '') OR excluded.currency <> ifnull(currency, '')
        """;

    private const string Select =
        "SELECT item, name, category, brand, price, currency FROM sighting WHERE site = ? AND version > ? ORDER BY version";

    public static void Write(WriteSession session, IReadOnlyList<(SiteId Site, ItemLine Item)> sightings)
    {
        if (sightings.Count == 0) return;
        var upsert = session.Database.Prepare(Upsert);
        var version = session.Version();
        foreach (var (site, item) in sightings)
        {
            upsert.Bind(site.Value).Bind(item.Item.Value).Bind(version).Bind(item.Name).Bind(item.Category).Bind(item.Brand)
                .Bind(Money.Text(item.Price)).Bind(item.Currency).Run();
        }
    }

    public static List<ItemLine> Read(Database database, SiteId site, long afterVersion)
    {
        var items = new List<ItemLine>();
        using var rows = database.Prepare(Select).Bind(site.Value).Bind(afterVersion).Rows();
        while (rows.Next())
        {
            items.Add(new ItemLine(new ItemId(rows.Text(0)))
            {
                Name = rows.TextOrNull(1),
                Category = rows.TextOrNull(2),
                Brand = rows.TextOrNull(3),
                Price = Money.OrNull(rows, 4),
                Currency = rows.TextOrNull(5),
            });
        }

        return items;
    }
}
