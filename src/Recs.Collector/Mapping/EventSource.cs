using Recs.Collector.Consent;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>One event of a request, opened for reading. Reused from event to event.</summary>
internal sealed class EventSource(FieldReader fields, IntakeContext context)
{
    public FieldReader Fields { get; } = fields;

    /// <summary>What the request says.</summary>
    public IntakeContext Request { get; } = context;

    /// <summary>The event itself: who, when, which.</summary>
    public Section Root { get; private set; }

    public Section Properties { get; private set; }

    public Section Context { get; private set; }

    /// <summary>What the visitor allows.</summary>
    public Purposes Purposes { get; set; }

    /// <summary>The event's user id is proven, by the secret key or by its token.</summary>
    public bool Proven { get; set; }

    /// <summary>Filled before the event's own fields are read.</summary>
    public EventHeader Header { get; set; } = null!;

    /// <summary>The order's value is the sum of its lines, which the catalogue has to price first.</summary>
    public bool NeedsPrices { get; set; }

    public void Open(Section root)
    {
        Fields.Reset();
        NeedsPrices = false;
        Root = root;
        Properties = Fields.Object(root, Names.Properties, "properties");
        Context = Fields.Object(root, Names.Context, "context");
    }
}
