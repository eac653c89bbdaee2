namespace Recs.Server.Http;

/// <summary>Why a request as a whole was refused. Closed; <see cref="ProblemCodes"/> gives status, title and public name.</summary>
public enum ProblemCode
{
    MissingKey,
    UnknownKey,
    WrongKey,
    ForeignOrigin,
    SecretKeyInBrowser,
    ForeignVisitor,
    InvalidBody,
    TooLarge,
    UnsupportedEncoding,
    TooSlow,
    InvalidParameter,
    InvalidCursor,
    BeforeRetention,
    TooManyStreams,
    PartDiffers,
    ImportUnknown,
    VisitorUnknown,
    ErasureUnknown,
    ListUnknown,
    ListExpired,
    RuleUnknown,
    TooManyRules,
    ModelUnknown,
    ModelRefused,
    InvalidModel,
    TrainingRuns,
    NotFound,
    WrongMethod,
    RateLimited,
    Overloaded,
    StoreUnavailable,
    InternalError,
}

/// <summary>The closed list of problem codes.</summary>
public static class ProblemCodes
{
    public static (int Status, string Title) Of(ProblemCode code) => code switch
    {
        ProblemCode.MissingKey => (401, "No key"),
        ProblemCode.UnknownKey => (401, "Unknown key"),
        ProblemCode.WrongKey => (403, "Wrong kind of key"),
        ProblemCode.ForeignOrigin => (403, "The site does not know this origin"),
        ProblemCode.SecretKeyInBrowser => (403, "The secret key came from a page"),
        ProblemCode.ForeignVisitor => (403, "Not the caller's own visitor"),
        ProblemCode.InvalidBody => (400, "The body cannot be read"),
        ProblemCode.TooLarge => (413, "Too large"),
        ProblemCode.UnsupportedEncoding => (415, "Unknown compression"),
        ProblemCode.TooSlow => (408, "The body came too slowly"),
        ProblemCode.InvalidParameter => (400, "A parameter is wrong"),
        ProblemCode.InvalidCursor => (400, "No such cursor"),
        ProblemCode.BeforeRetention => (410, "Dropped with age"),
        ProblemCode.TooManyStreams => (429, "Too many streams"),
        ProblemCode.PartDiffers => (409, "Another part of this number"),
        ProblemCode.ImportUnknown => (404, "No such import"),
        ProblemCode.VisitorUnknown => (404, "No such visitor"),
        ProblemCode.ErasureUnknown => (404, "No such erasure"),
        ProblemCode.ListUnknown => (404, "No such list"),
        ProblemCode.ListExpired => (410, "The list can be paged on no longer"),
        ProblemCode.RuleUnknown => (404, "No such rule"),
        ProblemCode.TooManyRules => (409, "Too many rules"),
        ProblemCode.ModelUnknown => (404, "No such model"),
        ProblemCode.ModelRefused => (409, "The model does not serve"),
        ProblemCode.InvalidModel => (400, "No usable model"),
        ProblemCode.TrainingRuns => (409, "A training is under way"),
        ProblemCode.NotFound => (404, "No such page"),
        ProblemCode.WrongMethod => (405, "Wrong method"),
        ProblemCode.RateLimited => (429, "Too many requests"),
        ProblemCode.Overloaded => (503, "Too much to do"),
        ProblemCode.StoreUnavailable => (503, "Not now"),
        ProblemCode.InternalError => (500, "A fault of the server"),
        _ => throw new System.Diagnostics.UnreachableException($"No status for {code}."),
    };

    /// <summary>The code as it stands in answers: <c>wrong_key</c>.</summary>
    public static string Name(ProblemCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
