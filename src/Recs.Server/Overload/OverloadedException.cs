using Recs.Core;

namespace Recs.Server.Overload;

/// <summary>The collector has more to do than it can do in time. Nothing of the request was parsed; the sender keeps it.</summary>
public sealed class OverloadedException() : RecsException("More requests than the collector can take on now. Send this one again later.");
