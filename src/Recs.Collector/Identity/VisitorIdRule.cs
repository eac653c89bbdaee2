using Recs.Core;

namespace Recs.Collector.Identity;

/// <summary>What may be the id of one person or device, as events with it would be taken.</summary>
public sealed class VisitorIdRule(CollectorOptions options)
{
    private readonly DeniedIds _denied = new(options.DeniedIds);

    public bool Allows(string id) =>
        !string.IsNullOrWhiteSpace(id) && Utf8Text.Bytes(id) <= VisitorId.MaxBytes && !id.Any(char.IsControl) && !_denied.Contains(id);
}
