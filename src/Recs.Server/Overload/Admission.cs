namespace Recs.Server.Overload;

/// <summary>One request that the gate has taken on; disposed of when it is answered.</summary>
public sealed class Admission : IDisposable
{
    private readonly AdmissionGate _gate;

    internal Admission(AdmissionGate gate) => _gate = gate;

    internal long Bytes { get; set; }

    internal long? BeganAt { get; set; }

    /// <summary>Tells the gate that the body takes so much memory by now; false: there is no room for it. True where no gate stands before the endpoint.</summary>
    public static bool TryHold(HttpContext http, long bytes) =>
        http.Features.Get<Admission>() is not { } admission || admission._gate.TryHold(admission, bytes);

    /// <summary>Tells the gate that the body has been read and the work begins; false: too much has arrived at once, and nothing of the request may be parsed.</summary>
    public static bool TryBegin(HttpContext http) =>
        http.Features.Get<Admission>() is not { BeganAt: null } admission || admission._gate.TryBegin(admission);

    public void Dispose() => _gate.Leave(this);
}
