using Recs.Core.Events;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>
/// Products named in events, each with the newest facts. What the shop's own servers have told stays against what browsers say, which may be
/// made up; price and currency are one fact. A sighting that says nothing new leaves no trace, so that popular products are not read again and again.
/// </summary>
internal static class Sightings
{
    private const string Insert = "INSERT INTO sighting(site, item, version, name, category, brand, price, currency, told) ";

    // Bits of what the shop told: 1 name, 2 category, 4 brand, 8 price and currency. What it told before and does not tell now stays; where
    // it tells a price for the first time, a browser's currency does not stay beside it.
    private const string OnConflict =
        """
         ON CONFLICT(site, item) DO UPDATE SET version = excluded.version, told = told | excluded.told,
          name = CASE WHEN told & ~excluded.told & 1 THEN name ELSE coalesce(excluded.name, name) END,
          category = CASE WHEN told & ~excluded.told & 2 THEN category ELSE coalesce(excluded.category, category) END,
          brand = CASE WHEN told & ~excluded.told & 4 THEN brand ELSE coalesce(excluded.brand, brand) END,
          price = CASE WHEN told & ~excluded.told & 8 THEN price WHEN ~told & excluded.told & 8 THEN excluded.price ELSE coalesce(excluded.price, price) END,
          currency = CASE WHEN told & ~excluded.told & 8 THEN currency WHEN ~told & excluded.told & 8 THEN excluded.currency ELSE coalesce(excluded.currency, currency) END
        WHERE excluded.told & ~told
          OR (NOT told & ~excluded.told & 1 AND excluded.name <> ifnull(name, ''))
          OR (NOT told & ~excluded.told & 2 AND excluded.category <> ifnull(category, ''))
          OR (NOT told & ~excluded.told & 4 AND excluded.brand <> ifnull(brand, ''))
          OR (NOT told & ~excluded.told & 8 AND (excluded.price <> ifnull(price, '') OR excluded.currency <> ifnull(currency, '')))
        """;

    private const string Upsert = Insert + "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" + OnConflict;
    private const string Update = Insert + "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS(SELECT 1 FROM sighting WHERE site = ?1 AND item = ?2)" + OnConflict;

    private const string Select =
        "SELECT item, name, category, brand, price, currency FROM sighting WHERE site = ? AND version > ? ORDER BY version";

    /// <param name="session">Writes.</param>
    /// <param name="sightings">What was seen.</param>
    /// <param name="claimed">By browsers only: new products are kept while there is room, and facts where the shop told none.</param>
    public static void Write(WriteSession session, IReadOnlyList<(SiteId Site, ItemLine Item)> sightings, bool claimed)
    {
        if (sightings.Count == 0) return;
        var version = session.Version();
        foreach (var (site, item) in sightings)
        {
            var isNewTaken = !claimed || session.ClaimedItems.Takes(session.Database, site);
            session.Database.Prepare(isNewTaken ? Upsert : Update).Bind(site.Value).Bind(item.Item.Value).Bind(version).Bind(item.Name).Bind(item.Category).Bind(item.Brand)
                .Bind(Money.Text(item.Price)).Bind(item.Currency).Bind(claimed ? 0 : Told(item)).Run();
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

    private static int Told(ItemLine item) =>
        (item.Name is null ? 0 : 1) | (item.Category is null ? 0 : 2) | (item.Brand is null ? 0 : 4) | (item.Price is null && item.Currency is null ? 0 : 8);
}
