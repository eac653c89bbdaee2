using System.IO.Pipelines;
using System.Text.Json;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Http;

namespace Recs.Server.Admin.Exports;

/// <summary>Everything held under a visitor, as one JSON document that is written while it is read.</summary>
public sealed class VisitorExport(
    IEventLog log, IVisitorReader reader, IDeadLetters letters, ICheckpoints checkpoints, ListBuffer lists, VisitorProfileReader profiles, TimeProvider clock)
{
    private const int ChangesRead = 2_000;

    private readonly TrailFinder _finder = new(log, reader, checkpoints);

    /// <summary>All ids of the visitor behind an id; null: nothing is held under it.</summary>
    public async ValueTask<VisitorTrail?> FindAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        var canonical = await _finder.CanonicalAsync(site, id, cancel);
        var trail = await _finder.FindAsync(site, new VisitorTrail([.. new[] { canonical, id }.Distinct()], []), cancel);
        if (await ExportedStates.AnyAsync(reader, site, trail.Ids, cancel)) return trail;
        if (checkpoints.Current is { } checkpoint && await ExportedStates.AnyAsync(checkpoint.Reader, site, trail.Ids, cancel)) return trail;
        await foreach (var record in _finder.RecordsAsync(site, trail, cancel)) return trail;
        await foreach (var letter in new LetterErasure(letters).FindAsync(site, trail.Ids, cancel)) return trail;
        foreach (var known in trail.Ids)
        {
            await foreach (var list in lists.OfVisitorAsync(site, known, cancel)) return trail;
        }

        return null;
    }

    /// <summary>Writes the document.</summary>
    /// <param name="site">The site.</param>
    /// <param name="trail">The visitor's ids.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancel">Stops writing.</param>
    public async Task WriteAsync(SiteId site, VisitorTrail trail, PipeWriter body, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ServerJson.Encoder });
        json.WriteStartObject();
        json.WriteString("visitorId", trail.Ids[0].Value);
        json.WriteString("site", site.Value);
        json.WriteString("exportedAt", Instant.Now(clock).ToString());
        Ids(json, "ids", trail.Ids);
        Ids(json, "formerDevices", trail.Past.Select(p => p.Device).Distinct());
        json.WritePropertyName("profile");
        if (await profiles.ReadAsync(site, trail.Ids[0], asOf: null, cancel) is { } profile) JsonSerializer.Serialize(json, profile, ServerJson.Profiles.VisitorProfile);
        else json.WriteNullValue();
        await SendAsync(json, body, cancel);
        await ExportedStates.WriteAsync(json, "states", reader, site, trail.Ids, cancel);
        await SendAsync(json, body, cancel);
        await AliasesAsync(json, site, trail, cancel);
        await ChangesAsync(json, body, site, trail, cancel);
        await ListsAsync(json, body, site, trail, cancel);
        await RecordsAsync(json, body, site, trail, cancel);

        // After the records: what is dropped while they are read is in the checkpoint by then.
        await CheckpointAsync(json, site, trail, cancel);
        await LettersAsync(json, site, trail, cancel);
        json.WriteEndObject();
        await SendAsync(json, body, cancel);
    }

    // The writer hands over what it has; what is much is sent, so that an export of any length takes little memory.
    private static async ValueTask SendAsync(Utf8JsonWriter json, PipeWriter body, CancellationToken cancel)
    {
        json.Flush();
        await body.FlushAsync(cancel);
    }

    private async ValueTask AliasesAsync(Utf8JsonWriter json, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        json.WriteStartArray("aliases");
        foreach (var user in trail.Ids)
        {
            foreach (var alias in await reader.AliasesAsync(site, user, cancel))
            {
                json.WriteStartObject();
                json.WriteString("alias", alias.Value);
                json.WriteString("user", user.Value);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private async ValueTask ChangesAsync(Utf8JsonWriter json, PipeWriter body, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        json.WriteStartArray("changes");
        foreach (var partition in trail.Ids.Select(id => Partitioner.Of(site, id, log.Partitions)).Distinct())
        {
            for (var next = 0L; await reader.ReadChangesAsync(partition, next, ChangesRead, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
            {
                foreach (var change in read.Select(c => VisitorChange.Decode(c.Bytes)).Where(c => c.Key.Site == site && trail.Ids.Contains(c.Key.Visitor))) Change(json, change);
                await SendAsync(json, body, cancel);
            }
        }

        json.WriteEndArray();
    }

    private async ValueTask ListsAsync(Utf8JsonWriter json, PipeWriter body, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        json.WriteStartArray("lists");
        foreach (var id in trail.Ids)
        {
            await foreach (var list in lists.OfVisitorAsync(site, id, cancel))
            {
                ExportedLists.Write(json, list);
                await SendAsync(json, body, cancel);
            }
        }

        json.WriteEndArray();
    }

    private static void Change(Utf8JsonWriter json, VisitorChange change)
    {
        json.WriteStartObject();
        json.WriteString("visitorId", change.Key.Visitor.Value);
        json.WriteString("kind", change.Kind.ToString());
        json.WriteString("old", change.Old);
        json.WriteString("new", change.New);
        json.WriteString("cause", change.Cause);
        json.WriteString("due", change.Due.ToString());
        json.WriteEndObject();
    }

    private async ValueTask RecordsAsync(Utf8JsonWriter json, PipeWriter body, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        json.WriteStartArray("records");
        await foreach (var (partition, offset, record) in _finder.RecordsAsync(site, trail, cancel))
        {
            json.WriteStartObject();
            json.WriteNumber("partition", partition);
            json.WriteNumber("offset", offset);
            json.WriteString("visitorId", record.Visitor.Value);
            json.WriteString("logTime", record.LogTime.ToString());
            json.WriteBoolean("historical", record.Historical);
            json.WriteString("event", EventNames.Of(record.Event));
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, record.Event, record.Event.GetType(), ExportJson.Readable);
            json.WriteEndObject();
            await SendAsync(json, body, cancel);
        }

        json.WriteEndArray();
    }

    // From when on the records are whole, and what those before have come to.
    private async ValueTask CheckpointAsync(Utf8JsonWriter json, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        var since = (Instant?)null;
        if (checkpoints.Current is { } checkpoint)
        {
            var start = await ReplayStart.ReadAsync(log, checkpoint, cancel);
            since = start.Since(site, [.. trail.Ids.Select(id => Partitioner.Of(site, id, log.Partitions))]);
            await ExportedStates.WriteAsync(json, "checkpointStates", checkpoint.Reader, site, trail.Ids, cancel);
        }
        else
        {
            json.WriteStartArray("checkpointStates");
            json.WriteEndArray();
        }

        json.WriteString("recordsSince", since?.ToString());
    }

    private async ValueTask LettersAsync(Utf8JsonWriter json, SiteId site, VisitorTrail trail, CancellationToken cancel)
    {
        json.WriteStartArray("deadLetters");
        await foreach (var (_, letter) in new LetterErasure(letters).FindAsync(site, trail.Ids, cancel))
        {
            json.WriteStartObject();
            json.WriteString("receivedAt", letter.ReceivedAt.ToString());
            json.WriteString("code", letter.Code);
            json.WriteString("message", letter.Message);
            json.WriteString("messageId", letter.MessageId);
            json.WriteString("body", letter.Body);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Ids(Utf8JsonWriter json, string name, IEnumerable<VisitorId> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id.Value);
        json.WriteEndArray();
    }
}
