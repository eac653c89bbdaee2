namespace Recs.Cli.Hosting;

/// <summary>What became of a request.</summary>
/// <param name="Accepted">Taken, now or when the same request came before.</param>
/// <param name="Duplicates">Repeats of a message id.</param>
/// <param name="RejectedCount">Refused.</param>
/// <param name="Rejected">The first of them.</param>
public sealed record IntakeAnswer(long Accepted, long Duplicates, long RejectedCount, IReadOnlyList<RefusedThing> Rejected)
{
    /// <summary>The code of an event whose visitor was erased lately.</summary>
    public static bool IsErasure(string? code) => code == "erased_visitor";
}

/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Id">Its own id, if it could be read.</param>
/// <param name="Reason">What was expected and found.</param>
public sealed record RefusedThing(int Index, string? Id, string Reason)
{
    /// <summary>It is of a visitor who was erased lately, and history brings nobody back.</summary>
    public bool IsErased { get; init; }
}
