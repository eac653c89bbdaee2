using System.Collections.Immutable;
using System.Text.Json;
using Recs.Collector.Privacy;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Collector.Mapping;

/// <summary>Who a visitor is, and what is known of the person.</summary>
internal static class IdentityMaps
{
    /// <summary>Proven by the secret key or by a user token, else a claim. Without a user id it says only traits, as clients do before anybody signs in.</summary>
    public static VisitorEvent Identified(EventSource source) => new Identified(
        source.Header,
        source.Fields.Id(source.Root, Names.UserId, VisitorId.MaxBytes) ?? source.Fields.Id(source.Envelope, Names.Ga4UserId, VisitorId.MaxBytes) ?? "",
        source.Proven,
        Traits(source));

    public static VisitorEvent SignedUp(EventSource source) =>
        new SignedUp(source.Header, source.Fields.Text(source.Properties, Names.Method, TextLimits.Method));

    public static VisitorEvent SignedIn(EventSource source) =>
        new SignedIn(source.Header, source.Fields.Text(source.Properties, Names.Method, TextLimits.Method));

    public static VisitorEvent FriendLinked(EventSource source) => new FriendLinked(source.Header, Friend(source));

    public static VisitorEvent FriendUnlinked(EventSource source) => new FriendUnlinked(source.Header, Friend(source));

    private static string Friend(EventSource source) => source.Fields.RequiredId(
        source.Properties, source.Properties.FirstOf(Names.FriendId, Names.FriendIdCamel), VisitorId.MaxBytes);

    // Segment's place for traits is the event itself, or its context; a plain event may have them as its properties.
    private static ImmutableArray<Trait> Traits(EventSource source)
    {
        var traits = source.Fields.Object(source.Root, Names.Traits, "traits");
        if (!IsThere(traits)) traits = source.Fields.Object(source.Context, Names.Traits, "context.traits");
        var found = ImmutableArray.CreateBuilder<Trait>();
        Collect(source.Fields, IsThere(traits) ? traits : source.Properties, "", found);
        return found.DrainToImmutable();
    }

    private static bool IsThere(in Section section) => section.Element.ValueKind == JsonValueKind.Object;

    // Objects within become dotted names: company.industry. Lists are no traits, nor are names that are too long.
    private static void Collect(FieldReader fields, in Section at, string prefix, ImmutableArray<Trait>.Builder found)
    {
        if (!IsThere(at)) return;
        foreach (var property in at.Element.EnumerateObject())
        {
            if (found.Count == VisitorLimits.Traits) return;
            var name = fields.Clean(FreeText.OneLine(prefix + property.Name));
            if (property.Value.ValueKind == JsonValueKind.Object) Collect(fields, new Section(property.Value, ""), name + ".", found);
            else if (IsName(name) && Read(fields, name, property.Value) is { } trait) found.Add(trait);
        }
    }

    private static Trait Removed(FieldReader fields, string name)
    {
        fields.CountRedacted(1);
        return new Trait(name, TraitType.Text, PersonalText.Removed);
    }

    private static string Text(FieldReader fields, string text) =>
        Utf8Text.Cut(fields.Clean(FreeText.OneLine(text)), VisitorLimits.TraitValueBytes);

    private static bool IsName(string name) => name.Length > 0 && Utf8Text.Bytes(name) <= VisitorLimits.TraitNameBytes;

    private static Trait? Read(FieldReader fields, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number when TellingNames.Contains(name) => Removed(fields, name),
        JsonValueKind.String => new Trait(name, TraitType.Text, Text(fields, value.GetString()!)),
        JsonValueKind.Number when value.GetRawText() is { Length: <= VisitorLimits.TraitValueBytes } number => new Trait(name, TraitType.Number, number),
        JsonValueKind.True => new Trait(name, TraitType.Flag, "true"),
        JsonValueKind.False => new Trait(name, TraitType.Flag, "false"),
        JsonValueKind.Null => new Trait(name, TraitType.Text, ""),
        _ => null,
    };
}
