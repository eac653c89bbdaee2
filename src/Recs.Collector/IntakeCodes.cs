namespace Recs.Collector;

/// <summary>The table of reasons: what is sent, and what it means.</summary>
public static class IntakeCodes
{
    private static readonly (IntakeCode Code, string Text, string Meaning)[] Table =
    [
        (IntakeCode.RequestTooLarge, "request_too_large", "The body is larger than the key allows. Send fewer events at once."),
        (IntakeCode.InvalidJson, "invalid_json", "The body, or a line of a catalogue, is not JSON; the message says where."),
        (IntakeCode.InvalidShape, "invalid_shape", "The body is JSON, but neither one event, an array of events, nor an object with a batch."),
        (IntakeCode.TooManyEvents, "too_many_events", "More events or items than one request may hold."),
        (IntakeCode.TooLarge, "too_large", "One event or item is larger than the key allows."),
        (IntakeCode.InvalidText, "invalid_text", "Bytes that are not UTF-8, or half of a surrogate pair."),
        (IntakeCode.TooDeep, "too_deep", "Objects or arrays nested too deeply."),
        (IntakeCode.NotAnObject, "not_an_object", "An event or item must be a JSON object."),
        (IntakeCode.WrongType, "wrong_type", "The field has another JSON type than expected."),
        (IntakeCode.MissingField, "missing_field", "The event cannot be understood without this field."),
        (IntakeCode.EmptyField, "empty_field", "The field is there, but says nothing."),
        (IntakeCode.UnknownEvent, "unknown_event", "No event of the vocabulary has this name."),
        (IntakeCode.UnusedMethod, "unused_method", "Segment's group and alias say nothing that is used here; leave them out."),
        (IntakeCode.UnknownValue, "unknown_value", "The field takes one of a few words, and this is none of them."),
        (IntakeCode.UnknownCurrency, "unknown_currency", "Not a currency of ISO 4217."),
        (IntakeCode.IdTooLong, "id_too_long", "An id has more bytes than it may."),
        (IntakeCode.InvalidId, "invalid_id", "An id holds control characters."),
        (IntakeCode.DeniedId, "denied_id", "The id stands for nobody (guest, null, 0 …); send none instead."),
        (IntakeCode.VisitorMissing, "visitor_missing", "Neither the event nor the request says whose event it is."),
        (IntakeCode.AnonymousIdMissing, "anonymous_id_missing", "A user id sent with the write key is a claim, and needs the device's anonymous id beside it."),
        (IntakeCode.WrongUserToken, "wrong_user_token", "The user token is not that of this user id under any of the site's secret keys."),
        (IntakeCode.InvalidTime, "invalid_time", "Not a time as ISO 8601 writes it."),
        (IntakeCode.TimeOutOfRange, "time_out_of_range", "A time of history that lies in the future, or too far back."),
        (IntakeCode.InvalidNumber, "invalid_number", "Text where a number, or a number in quotes, was expected."),
        (IntakeCode.OutOfRange, "out_of_range", "A number outside the range of its field."),
        (IntakeCode.TooManyDecimals, "too_many_decimals", "An amount with more than 4 decimal places."),
        (IntakeCode.InvalidUrl, "invalid_url", "A link must begin with http://, https:// or /."),
        (IntakeCode.ErasedVisitor, "erased_visitor", "An id of the event is that of a visitor who was erased lately. Nothing of the event was kept."),
    ];

    private static readonly string[] Texts = [.. Table.OrderBy(row => row.Code).Select(row => row.Text)];

    /// <summary>Every reason with its public text and its meaning.</summary>
    public static IReadOnlyList<(IntakeCode Code, string Text, string Meaning)> All => Table;

    /// <summary>The reason as it is sent: <c>missing_field</c>.</summary>
    public static string Text(this IntakeCode code) => Texts[(int)code];
}
