using System.Text.Json;
using Recs.Collector.Mapping;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming.Erasures;

namespace Recs.Collector.Identity;

/// <summary>Finds ids of erased visitors in what a sender says.</summary>
internal static class ErasedMentions
{
    private static readonly string[] Fields = ["anonymousId", "userId", "previousId", "friend_id", "friendId"];

    public static bool In(in MappedEvent mapped, SiteId site, RefusedIds refused)
    {
        var (filing, header) = (mapped.Filing, mapped.Event.Header);
        return refused.Contains(site, filing.Visitor.Value) || refused.Contains(site, filing.Device) || refused.Contains(site, filing.Claim)
            || refused.Contains(site, header.AnonymousId) || refused.Contains(site, header.ClaimedUserId)
            || refused.Contains(site, mapped.Event switch
            {
                Identified e => e.UserId,
                FriendLinked e => e.FriendId,
                FriendUnlinked e => e.FriendId,
                _ => null,
            });
    }

    /// <summary>The same for an event that could not be understood, as a dead letter would keep it.</summary>
    public static bool In(string body, SiteId site, RefusedIds refused)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return In(document.RootElement, site, refused);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool In(JsonElement element, SiteId site, RefusedIds refused) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any(p => p.Value.ValueKind switch
        {
            JsonValueKind.String => Fields.Contains(p.Name) && refused.Contains(site, p.Value.GetString()),
            JsonValueKind.Number => Fields.Contains(p.Name) && refused.Contains(site, p.Value.GetRawText()),
            _ => In(p.Value, site, refused),
        });
}
