using Recs.Collector.Consent;
using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>One event of a request, opened for reading. Reused from event to event.</summary>
internal sealed class EventSource(FieldReader fields, IntakeContext context, Section envelope)
{
    public FieldReader Fields { get; } = fields;

    /// <summary>What the request says.</summary>
    public IntakeContext Request { get; } = context;

    /// <summary>The event itself: who, when, which.</summary>
    public Section Root { get; private set; }

    /// <summary>What the batch says of all its events.</summary>
    public Section Envelope { get; } = envelope;

    /// <summary>Whose names the event's fields have.</summary>
    public Dialect Dialect { get; private set; }

    public Section Properties { get; private set; }

    /// <summary>The event's own context, else that of the batch.</summary>
    public Section Context { get; private set; }

    /// <summary>Where the one product of the event is described: its properties, or the item whose turn it is.</summary>
    public Section Product { get; set; }

    /// <summary>What the visitor allows.</summary>
    public Purposes Purposes { get; set; }

    /// <summary>What of that the sender has said itself.</summary>
    public AllowedPurposes Allows { get; set; }

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
        Dialect = Dialect.Segment;
        Properties = Fields.Object(root, Names.Properties, "properties");
        Product = Properties;
        Context = root.TryGet(Names.Context, out _) ? Fields.Object(root, Names.Context, "context") : Fields.Object(Envelope, Names.Context, "batch.context");
    }

    /// <summary>From here on fields have the names of this dialect.</summary>
    public void Speak(Dialect dialect)
    {
        Dialect = dialect;
        if (dialect == Dialect.Ga4) Product = Properties = Ga4Parameters.Of(this);
    }

    /// <summary>The name of a field in the event's dialect.</summary>
    public FieldName In(FieldName segment, FieldName ga4) => Dialect == Dialect.Ga4 ? ga4 : segment;
}
