using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>
/// How much of what only browsers have named is kept of a site: whoever holds a public key can name anything. What is there when the
/// room is full stays, so that nobody can drive it out. Used by the writer's thread alone.
/// </summary>
/// <param name="count">Counts a site's rows.</param>
/// <param name="most">The rows of a site beyond which browsers add none.</param>
internal sealed class ClaimRoom(string count, int most)
{
    public const int Items = 50_000;
    public const int Names = 250_000;

    // Counting reads the rows of a site, so it is done once for so many claims.
    private readonly int _slack = Math.Max(1, most / 50);

    // Claims until the next count; negative where there is no room.
    private readonly Dictionary<SiteId, int> _left = [];

    /// <summary>A row may be added for the site.</summary>
    public bool Takes(Database database, SiteId site)
    {
        var left = _left.GetValueOrDefault(site);
        if (left == 0)
        {
            using var rows = database.Prepare(count).Bind(site.Value).Rows();
            var room = rows.Next() ? most - rows.Int(0) : most;
            left = room > 0 ? (int)Math.Min(room, _slack) : -_slack;
        }

        _left[site] = left - Math.Sign(left);
        return left > 0;
    }
}
