namespace Recs.Server.Overload;

/// <summary>One request that the gate has taken on; disposed of when it is answered.</summary>
public sealed class Admission : IDisposable
{
    private readonly AdmissionGate _gate;

    internal Admission(AdmissionGate gate) => _gate = gate;

    internal long Bytes { get; set; }

    internal long? BeganAt { get; set; }

    /// <summary>Tells the gate that the body takes so much memory by now; nothing where no gate stands before the endpoint.</summary>
    /// <exception cref="OverloadedException">There is no room for it.</exception>
    public static void Hold(HttpContext http, long bytes)
    {
        if (http.Features.Get<Admission>() is { } admission && !admission._gate.TryHold(admission, bytes)) throw new OverloadedException();
    }

    /// <summary>Tells the gate that the body has been read and the work begins.</summary>
    /// <exception cref="OverloadedException">Too much has arrived at once; nothing of the request may be parsed.</exception>
    public static void Begin(HttpContext http)
    {
        if (http.Features.Get<Admission>() is { BeganAt: null } admission && !admission._gate.TryBegin(admission)) throw new OverloadedException();
    }

    public void Dispose() => _gate.Leave(this);
}
