namespace Recs.Server.Http;

/// <summary>Why a request as a whole was refused. Closed; <see cref="ProblemCodes"/> gives status, title and public name.</summary>
public enum ProblemCode
{
    MissingKey,
    UnknownKey,
    WrongKey,
    ForeignVisitor,
    InvalidBody,
    TooLarge,
    UnsupportedEncoding,
    InvalidParameter,
    VisitorMissing,
    VisitorUnknown,
    NotFound,
    StoreUnavailable,
}

/// <summary>The closed list of problem codes.</summary>
public static class ProblemCodes
{
    public static (int Status, string Title) Of(ProblemCode code) => code switch
    {
        ProblemCode.MissingKey => (401, "No key"),
        ProblemCode.UnknownKey => (401, "Unknown key"),
        ProblemCode.WrongKey => (403, "Wrong kind of key"),
        ProblemCode.ForeignVisitor => (403, "Not the caller's own visitor"),
        ProblemCode.InvalidBody => (400, "The body cannot be read"),
        ProblemCode.TooLarge => (413, "Too large"),
        ProblemCode.UnsupportedEncoding => (415, "Unknown compression"),
        ProblemCode.InvalidParameter => (400, "A parameter is wrong"),
        ProblemCode.VisitorMissing => (400, "No visitor"),
        ProblemCode.VisitorUnknown => (404, "No such visitor"),
        ProblemCode.NotFound => (404, "No such page"),
        ProblemCode.StoreUnavailable => (503, "Not now"),
        _ => throw new System.Diagnostics.UnreachableException($"No status for {code}."),
    };

    /// <summary>The code as it stands in answers: <c>wrong_key</c>.</summary>
    public static string Name(ProblemCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
