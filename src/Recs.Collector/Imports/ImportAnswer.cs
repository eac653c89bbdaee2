namespace Recs.Collector.Imports;

/// <summary>The answer to a part: exactly one of the three is given.</summary>
public readonly record struct ImportAnswer
{
    /// <summary>The part is kept, now or since before.</summary>
    public ImportResult? Result { get; init; }

    /// <summary>The part as a whole was refused, and is not kept.</summary>
    public RequestError? Error { get; init; }

    /// <summary>Another body is kept under this number; this one was not read.</summary>
    public bool Differs { get; init; }
}
