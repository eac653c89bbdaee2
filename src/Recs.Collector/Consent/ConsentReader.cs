using System.Text.Json;
using Recs.Collector.Mapping;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Consent;

/// <summary>
/// What the visitor allows, purpose by purpose: the event's own word, else its batch's, else the site's default; whatever is
/// said, a browser's <c>Sec-GPC: 1</c> denies personalisation and marketing.
/// </summary>
internal static class ConsentReader
{
    private const string Choices = "an object such as {\"analytics\": \"granted\", \"personalisation\": false}";

    /// <summary>Null where it cannot be read; the problem is then the fields'.</summary>
    public static Purposes? Of(EventSource source, in Section envelope)
    {
        var unreadable = false;
        var own = Preferences(source, source.Context, "context.consent", ref unreadable);
        var direct = Preferences(source, source.Root, "consent", ref unreadable);
        var batch = Preferences(source, envelope, "batch.consent", ref unreadable);
        var otherwise = source.Request.Policy.Consent;
        var analytics = Choice(source, own, direct, batch, Names.Analytics, Names.Analytics, ref unreadable);
        var personalisation = Choice(source, own, direct, batch, Names.Personalisation, Names.Personalization, ref unreadable);
        var marketing = Choice(source, own, direct, batch, Names.Marketing, Names.Marketing, ref unreadable);
        source.Allows = AllowedPurposes.None;
        if (unreadable) return null;
        var purposes = new Purposes(analytics ?? otherwise.Analytics, personalisation ?? otherwise.Personalisation, marketing ?? otherwise.Marketing);
        if (analytics == true) source.Allows |= AllowedPurposes.Analytics;
        if (personalisation == true && !source.Request.GlobalPrivacyControl) source.Allows |= AllowedPurposes.Personalisation;
        return source.Request.GlobalPrivacyControl ? purposes.UnderGlobalPrivacyControl() : purposes;
    }

    /// <summary>What a change of consent says of being recognised, which nobody is who refuses to be measured; null: nothing.</summary>
    public static bool? RecognitionOf(EventSource change)
    {
        var (fields, at) = (change.Fields, change.Properties);
        var given = ConsentMaps.Choice(fields, at, at.FirstOf(Names.Personalisation, Names.Personalization));
        if (ConsentMaps.Choice(fields, at, Names.Analytics) == false) return false;
        return change.Request.GlobalPrivacyControl && given is not null ? false : given;
    }

    /// <summary>What a change of consent may say under the browser's signal.</summary>
    public static VisitorEvent Under(IntakeContext request, VisitorEvent @event) => @event is ConsentChanged x && request.GlobalPrivacyControl
        ? x with { Personalisation = x.Personalisation is null ? null : false, Marketing = x.Marketing is null ? null : false }
        : @event;

    // Segment's clients wrap the choices into categoryPreferences.
    private static Section Preferences(EventSource source, in Section at, string path, ref bool unreadable)
    {
        if (!at.TryGet(Names.Consent, out var value)) return new Section(default, path);
        var section = new Section(value, path);
        if (section.TryGet(Names.CategoryPreferences, out var preferences)) section = new Section(preferences, path + ".categoryPreferences");
        if (section.Element.ValueKind == JsonValueKind.Object) return section;
        source.Fields.Fail(IntakeCode.WrongType, section.Path, Choices, FieldReader.Raw(section.Element));
        unreadable = true;
        return new Section(default, path);
    }

    private static bool? Choice(
        EventSource source, in Section own, in Section direct, in Section batch, FieldName name, FieldName orElse, ref bool unreadable) =>
        Choice(source, own, own.FirstOf(name, orElse), ref unreadable)
        ?? Choice(source, direct, direct.FirstOf(name, orElse), ref unreadable)
        ?? Choice(source, batch, batch.FirstOf(name, orElse), ref unreadable);

    private static bool? Choice(EventSource source, in Section at, FieldName name, ref bool unreadable)
    {
        var choice = ConsentMaps.Choice(source.Fields, at, name);
        unreadable |= choice is null && at.TryGet(name, out _);
        return choice;
    }
}
