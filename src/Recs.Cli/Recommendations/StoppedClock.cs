using Recs.Core;

namespace Recs.Cli.Recommendations;

/// <summary>A time at which it always is.</summary>
internal sealed class StoppedClock(Instant time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.ToDateTimeOffset();
}
