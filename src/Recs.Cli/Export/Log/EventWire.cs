using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Cli.Export.Log;

/// <summary>
/// Writes an event as <c>POST /v1/events</c> and <c>recs import jsonl</c> take it, with what the log knows beyond that beside it
/// (<c>visitorId, receivedAt, trusted, bot, clamped, claimedUserId</c>), which they pass over.
/// </summary>
internal static class EventWire
{
    /// <summary>A sender's event of which something is left: not what the owners of visitors tell each other, nor what an erasure has emptied.</summary>
    public static bool IsEvent(LogRecord record) => record.Event switch
    {
        Tick or OptionsChanged or Merged or AliasReleased or Erased or FriendClaimed or Blank => false,
        FriendLinked e => !ErasedName.Is(e.FriendId),
        FriendUnlinked e => !ErasedName.Is(e.FriendId),
        _ => !record.Visitor.IsErasure,
    };

    public static void Write(Utf8JsonWriter json, LogRecord record)
    {
        var (e, header, ids) = (record.Event, record.Event.Header, EventIds.Of(record));
        json.WriteStartObject();
        json.WriteString("event", EventNames.Of(e));
        json.WriteString("messageId", header.MessageId);
        json.WriteString("timestamp", header.Time.ToString());
        Text(json, "userId", ids.User);
        Text(json, "anonymousId", ids.Device);
        Text(json, "pageViewId", header.PageViewId);
        Context(json, header);
        Consent(json, record);
        json.WriteStartObject("properties");
        EventProperties.Write(json, e);
        json.WriteEndObject();
        if (e is Identified { Traits.IsEmpty: false } identified) Traits(json, identified.Traits);
        Text(json, "visitorId", ids.Visitor);
        Text(json, "claimedUserId", ids.Claimed);
        json.WriteString("receivedAt", record.LogTime.ToString());
        json.WriteBoolean("trusted", header.Trusted);
        if (header.Bot) json.WriteBoolean("bot", true);
        if (header.Clamped) json.WriteBoolean("clamped", true);
        json.WriteEndObject();
    }

    /// <summary>How far the visitor's clock was ahead of UTC, as <c>+02:00</c>.</summary>
    public static string? Offset(EventHeader header) => header.UtcOffset is { } offset
        ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)
        : null;

    private static void Context(Utf8JsonWriter json, EventHeader header)
    {
        var zone = header.TimeZone ?? Offset(header);
        if (zone is null && header.Device == DeviceClass.Unknown) return;
        json.WriteStartObject("context");
        Text(json, "timezone", zone);
        if (header.Device != DeviceClass.Unknown)
        {
            json.WriteStartObject("device");
            json.WriteString("type", header.Device.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // What is nobody's was so because its visitor did not want to be recognised, except for the shop's own orders without an id.
    private static void Consent(Utf8JsonWriter json, LogRecord record)
    {
        var (header, nobody) = (record.Event.Header, record.Visitor.IsAnonymousEvent || (record.Visitor.IsAnonymousOrder && !record.Event.Header.Trusted));
        if (!nobody && header.Allows == AllowedPurposes.None) return;
        json.WriteStartObject("consent");
        if (header.Allows.HasFlag(AllowedPurposes.Analytics)) json.WriteBoolean("analytics", true);
        if (nobody) json.WriteBoolean("personalisation", false);
        else if (header.Allows.HasFlag(AllowedPurposes.Personalisation)) json.WriteBoolean("personalisation", true);
        json.WriteEndObject();
    }

    private static void Traits(Utf8JsonWriter json, ImmutableArray<Trait> traits)
    {
        json.WriteStartObject("traits");
        foreach (var trait in traits)
        {
            json.WritePropertyName(trait.Name);
            if (trait.Value.Length == 0) json.WriteNullValue();
            else if (trait.Type == TraitType.Text) json.WriteStringValue(trait.Value);
            else json.WriteRawValue(trait.Value);
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
