namespace Recs.Cli.OnlineRetail;

/// <summary>
/// Which events a site still lacks. History can only be added at its end: the site must be empty, or hold the beginning of
/// this very import (of an import that was interrupted, or of earlier months); if it holds all of it, nothing is sent.
/// </summary>
public static class ImportPlan
{
    /// <param name="events">The whole import, in time order.</param>
    /// <param name="there">Message ids of the site's records.</param>
    /// <returns>The rest, in time order.</returns>
    /// <exception cref="CliException">The site holds something else.</exception>
    public static IReadOnlyList<ShopEvent> Missing(IReadOnlyList<ShopEvent> events, IReadOnlySet<string> there)
    {
        var known = 0;
        while (known < events.Count && there.Contains(events[known].MessageId)) known++;
        if (known == events.Count) return [];
        var ours = events.Count(e => there.Contains(e.MessageId)) + (there.Contains(RetailImport.OptionsMessageId) ? 1 : 0);
        if (there.Count > ours) throw Foreign(there.Count - ours);
        if (events.Skip(known).Any(e => there.Contains(e.MessageId)))
            throw new CliException(ExitCodes.DataFolder, $"The site holds later parts of this import, but lacks “{events[known].MessageId}”. History can only be added at its end: import all files at once into an empty data folder (--data).");
        return [.. events.Skip(known)];
    }

    private static CliException Foreign(int records) => new(ExitCodes.DataFolder,
        $"The site already holds {records} records that are not of this import. History goes into an empty site: choose another data folder (--data) or another site (--site).");
}
