namespace Recs.Collector;

/// <summary>
/// Why a request, an event or a catalogue item was refused. Closed; <see cref="IntakeCodes"/> gives the public text and the
/// meaning.
/// </summary>
public enum IntakeCode
{
    RequestTooLarge,
    InvalidJson,
    InvalidShape,
    TooManyEvents,
    TooLarge,
    InvalidText,
    TooDeep,
    NotAnObject,
    WrongType,
    MissingField,
    EmptyField,
    UnknownEvent,
    UnusedMethod,
    UnknownValue,
    UnknownCurrency,
    IdTooLong,
    InvalidId,
    DeniedId,
    VisitorMissing,
    AnonymousIdMissing,
    WrongUserToken,
    InvalidTime,
    TimeOutOfRange,
    InvalidNumber,
    OutOfRange,
    TooManyDecimals,
    InvalidUrl,
    ErasedVisitor,
}
