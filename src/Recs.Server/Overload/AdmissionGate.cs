using Recs.Server.Metrics;

namespace Recs.Server.Overload;

/// <summary>
/// Decides which requests the collector takes on. Two bounds: what is held (requests and bytes, fixed), and what is worked on
/// (bytes, found out: it shrinks when work takes longer than the target and grows while it is quick), so that what is taken on is
/// answered in time and the rest hears so before anything of it is parsed. Large requests, which only a shop's own servers may send,
/// take their time and are worked on a few at once, beside the others. Safe for many threads.
/// </summary>
public sealed class AdmissionGate(OverloadOptions options, TimeProvider clock, EdgeMetrics? metrics = null)
{
    // A request costs something however small it is.
    private const long LeastCost = 1024;

    // More than a browser may send; imports and catalogues.
    private const long Large = 512 * 1024;
    private const int LargeAtOnce = 2;

    // So much may always be worked on: fewer and the writer's groups become too small to be worth a sync.
    private const double LeastWork = 128 * 1024;
    private const double FirstWork = 2 * 1024 * 1024;

    // By this much the bound grows while as much as it allows is worked off.
    private const double Step = 32 * 1024;

    private readonly Lock _gate = new();
    private int _requests;
    private long _held;
    private long _working;
    private int _large;
    private double _workBound = FirstWork;
    private bool _wasFull;
    private long _shrunkAt = clock.GetTimestamp();

    /// <summary>Takes a request on whose body has not been read yet; null: shed it.</summary>
    /// <param name="announced">Bytes that the sender says the body has; 0 where it does not say.</param>
    public Admission? TryEnter(long announced = 0)
    {
        lock (_gate)
        {
            if (FullFor(announced) is { } full)
            {
                metrics?.Shed(full);
                return null;
            }

            _requests++;
            _held += LeastCost;
            return new Admission(this) { Bytes = LeastCost };
        }
    }

    /// <summary>More of the body has arrived; false: there is no room for it. What a sender announces takes none, else slow ones could fill the room with promises.</summary>
    internal bool TryHold(Admission admission, long length)
    {
        lock (_gate)
        {
            if (length <= admission.Bytes) return true;
            if (_held + length - admission.Bytes > options.Bytes) return Shed("bytes");
            _held += length - admission.Bytes;
            admission.Bytes = length;
            return true;
        }
    }

    /// <summary>The body is there and the work begins; false: shed it after all, since many have arrived at once.</summary>
    internal bool TryBegin(Admission admission)
    {
        lock (_gate)
        {
            var bytes = admission.Bytes;
            if (bytes > Large)
            {
                if (_large == LargeAtOnce) return Shed("work");
                _large++;
                admission.BeganAt = clock.GetTimestamp();
                return true;
            }

            if (_working > 0 && _working + bytes > _workBound)
            {
                _wasFull = true;
                return Shed("work");
            }

            _working += bytes;
            admission.BeganAt = clock.GetTimestamp();
            return true;
        }
    }

    internal void Leave(Admission admission)
    {
        lock (_gate)
        {
            _requests--;
            _held -= admission.Bytes;
            if (admission.BeganAt is not { } began) return;
            if (admission.Bytes > Large)
            {
                _large--;
                return;
            }

            _working -= admission.Bytes;
            Adapt(clock.GetElapsedTime(began), admission.Bytes);
        }
    }

    // What would be shed when its body is there, is shed now, which costs less.
    private string? FullFor(long announced)
    {
        if (_working > 0 && announced <= Large && _working + Math.Max(announced, LeastCost) > _workBound)
        {
            _wasFull = true;
            return "work";
        }

        if (_requests >= options.Requests) return "requests";
        return _held + LeastCost > options.Bytes ? "bytes" : null;
    }

    private bool Shed(string full)
    {
        metrics?.Shed(full);
        return false;
    }

    // Down at most once a target's time, since what was taken on before the last step still comes in late.
    private void Adapt(TimeSpan took, long bytes)
    {
        if (took > options.TargetDelay)
        {
            if (clock.GetElapsedTime(_shrunkAt) < options.TargetDelay) return;
            _workBound = Math.Max(LeastWork, _workBound * Math.Max(0.5, options.TargetDelay / took));
            _shrunkAt = clock.GetTimestamp();
            _wasFull = false;
        }
        else if (_wasFull)
        {
            _workBound = Math.Min(options.Bytes, _workBound + (Step * bytes / _workBound));
            if (_working < _workBound / 2) _wasFull = false;
        }
    }
}
