using System.Buffers;
using Recs.Collector.Bots;
using Recs.Collector.Identity;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Reads what every event carries.</summary>
internal sealed class HeaderReader(CollectorOptions options)
{
    private const int LongestTimeZone = 64;
    private const decimal LatestMicros = 253_402_300_799_999_999m;

    private static readonly SearchValues<char> TimeZoneCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-");

    private readonly Instant _historyFrom = Instant.From(options.HistoryFrom);

    /// <summary>The time, by this server's clock.</summary>
    /// <remarks>The <c>sentAt</c> of the batch is of this very attempt and so counts before the event's own.</remarks>
    public EventMoment Time(EventSource source)
    {
        var timestamp = Read(source, source.Root, Names.Timestamp) ?? Micros(source, source.Root) ?? Micros(source, source.Envelope);
        if (source.Request.Historical) return EventMoment.At(OfHistory(source, timestamp));
        var sentAt = source.Envelope.TryGet(Names.SentAt, out _) ? Read(source, source.Envelope, Names.SentAt) : Read(source, source.Root, Names.SentAt);
        return EventTime.Correct(timestamp, sentAt, source.Request.ReceivedAt, options.TimeWindow);
    }

    public static EventHeader Header(EventSource source, string messageId, in EventMoment when)
    {
        var (zone, offset) = TimeZone(source, when.Time);
        return new EventHeader(messageId, when.Time)
        {
            Clamped = when.Clamped,
            Trusted = source.Request.Trusted,
            Bot = BotSigns.Show(source),
            Device = Device(source),
            Allows = source.Allows,
            UtcOffset = offset,
            TimeZone = zone,
            PageViewId = source.Purposes.Personalisation ? PageViewId(source) : null,
        };
    }

    /// <summary>The header with the ids that the filing brought to light.</summary>
    public static EventHeader With(EventHeader header, in Filing filing)
    {
        var device = filing.Device == filing.Visitor.Value ? null : filing.Device;
        return device is null && filing.Claim is null && !filing.OfUser
            ? header
            : header with { AnonymousId = device, ClaimedUserId = filing.Claim, OfUser = filing.OfUser };
    }

    private Instant OfHistory(EventSource source, Instant? timestamp)
    {
        if (timestamp is not { } time)
        {
            source.Fields.Missing(source.Root, Names.Timestamp, IsoTime.Expected);
            return source.Request.ReceivedAt;
        }

        if (time < _historyFrom || time > source.Request.ReceivedAt)
            source.Fields.Fail(IntakeCode.TimeOutOfRange, Names.Timestamp.Text, $"a time from {_historyFrom} to now", time.ToString());
        return time;
    }

    private static Instant? Read(EventSource source, in Section at, FieldName name)
    {
        if (!at.TryGet(name, out var value)) return null;
        if (IsoTime.TryRead(value, out var time)) return time;
        source.Fields.Fail(IntakeCode.InvalidTime, at.PathOf(name.Text), IsoTime.Expected, FieldReader.Raw(value));
        return null;
    }

    // The Measurement Protocol's time of an event or of a whole request.
    private static Instant? Micros(EventSource source, in Section at) =>
        source.Fields.Number(at, Names.TimestampMicros, 0, LatestMicros) is { } micros ? new Instant((long)(micros / 1000)) : null;

    private static DeviceClass Device(EventSource source)
    {
        var device = source.Fields.Object(source.Context, Names.Device, "context.device");
        var named = DeviceClasses.FromType(source.Fields.String(device, Names.Type));
        if (named != DeviceClass.Unknown) return named;
        var agent = source.Fields.String(source.Context, Names.UserAgent);
        if (agent is not null) return DeviceClasses.FromUserAgent(agent);
        return source.Request.Trusted ? DeviceClass.Unknown : source.Request.Device;
    }

    // What is neither an offset nor the name of a zone is as good as none: the site's own is used. Names are looked up as
    // files, so nothing passes that could lead out of the folder of time zones.
    private static (string? Name, TimeSpan? Offset) TimeZone(EventSource source, Instant time)
    {
        if (source.Fields.String(source.Context, Names.TimeZone) is { } text)
        {
            if (TimeZones.TryReadOffset(text, out var offset)) return (null, offset);
            var isName = text is { Length: > 0 and <= LongestTimeZone } && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(TimeZoneCharacters);
            if (isName && TimeZones.Find(text) is { } zone) return (text, TimeZones.OffsetAt(zone, time));
        }

        return (null, source.Request.TimeZone is { } ofSite ? TimeZones.OffsetAt(ofSite, time) : null);
    }

    private static string? PageViewId(EventSource source) =>
        source.Fields.Id(source.Root, Names.PageViewId, IdRule.MessageBytes)
        ?? source.Fields.Id(source.Context, Names.PageViewId, IdRule.MessageBytes);
}
