using Recs.Core.Serialization;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Lists;

/// <summary>A list as it was given: it stays so under its id, and only grows when somebody pages on.</summary>
/// <param name="Site">Of which site.</param>
/// <param name="Id">By which impressions and clicks name it; tells when it was made.</param>
/// <param name="Form">What was asked for.</param>
public sealed record ListRecord(SiteId Site, Guid Id, RecommendationForm Form)
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    /// <summary>The place on the page; null: not said.</summary>
    public string? Placement { get; init; }

    /// <summary>For whom it was made; null: nobody known, or nobody who may be.</summary>
    public VisitorId? Visitor { get; init; }

    /// <summary>Of the visitor at that time.</summary>
    public LifecycleStage? Stage { get; init; }

    /// <summary>Something it should rest on could not be read.</summary>
    public bool Degraded { get; init; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<ListedProduct> Items { get; init; } = [];

    public Instant MadeAt => ListIds.TimeOf(Id);

    /// <param name="site">Of which site.</param>
    /// <param name="list">As it was answered.</param>
    /// <param name="visitor">For whom; null: nobody.</param>
    public static ListRecord Of(SiteId site, RecommendationList list, VisitorId? visitor)
    {
        var items = new ListedProduct[list.Items.Count];
        for (var i = 0; i < items.Length; i++) items[i] = ListedProduct.Of(list.Items[i], withReason: false);
        return new ListRecord(site, list.ListId, list.Form)
        {
            Placement = list.Placement,
            Visitor = visitor,
            Stage = list.Stage,
            Degraded = list.Degraded,
            Items = items,
        };
    }

    public byte[] Encode()
    {
        var e = new BinaryEncoder(64 + (Items.Count * 16));
        Span<byte> id = stackalloc byte[16];
        Id.TryWriteBytes(id, bigEndian: true, out _);
        e.Byte(Version);
        e.Text(Site.Value);
        e.Bytes(id);
        e.Text(Form.Name());
        e.TextOrNothing(Placement);
        e.TextOrNothing(Visitor?.Value);
        e.Byte(Stage is { } stage ? (byte)(stage + 1) : (byte)0);
        e.Bool(Degraded);
        var codes = Items.Select(i => i.ReasonCode).Distinct().ToList();
        e.Count(codes.Count);
        foreach (var code in codes) e.Text(code);
        e.Count(Items.Count);
        foreach (var item in Items) Write(e, item, codes);
        return e.ToArray();
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static ListRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version != Version)
            throw new StoredFormatException($"A list has format version {version}; this build reads version {Version}. Start the build that wrote it, or a newer one.");
        var site = new SiteId(d.Text());
        var id = d.Bytes();
        if (id.Length != 16) throw new StoredFormatException("A stored list is damaged: its id is not 16 bytes long.");
        var guid = new Guid(id, bigEndian: true);
        var form = d.Text();
        if (!RecommendationForms.TryParse(form, out var known))
            throw new StoredFormatException($"A stored list has the unknown form {form}. Start the build that wrote it, or a newer one.");
        var record = new ListRecord(site, guid, known) { Placement = d.TextOrNothing(), Visitor = d.TextOrNothing() is { } visitor ? new VisitorId(visitor) : null };
        record = record with { Stage = d.Byte() is > 0 and var stage ? (LifecycleStage)(stage - 1) : null, Degraded = d.Bool() };
        var codes = new string[d.Count()];
        for (var i = 0; i < codes.Length; i++) codes[i] = d.Text();
        var items = new ListedProduct[d.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = Read(ref d, codes);
        d.End();
        return record with { Items = items };
    }

    private static void Write(BinaryEncoder e, ListedProduct item, List<string> codes)
    {
        e.Text(item.Item.Value);
        e.Double(item.Score);
        e.Byte((byte)((int)item.Tier | (item.Reason is null ? 0 : 0x80)));
        e.Varint((ulong)codes.IndexOf(item.ReasonCode));
        if (item.Reason is not { } reason) return;
        e.Count(reason.Items.Count);
        foreach (var behind in reason.Items) e.Text(behind.Value);
        e.Count(reason.Categories.Count);
        foreach (var category in reason.Categories) e.Text(category);
        e.Text(reason.Text);
    }

    private static ListedProduct Read(ref BinaryDecoder d, string[] codes)
    {
        var (item, score, tier, code) = (new ItemId(d.Text()), d.Double(), d.Byte(), d.Varint());
        if (code >= (ulong)codes.Length) throw new StoredFormatException("A stored list is damaged: a product has no reason.");
        var product = new ListedProduct(item, score, (RecommendationTier)(tier & 0x7f), codes[code]);
        if ((tier & 0x80) == 0) return product;
        var items = new ItemId[d.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = new ItemId(d.Text());
        var categories = new string[d.Count()];
        for (var i = 0; i < categories.Length; i++) categories[i] = d.Text();
        return product with { Reason = new Reason(codes[code], items, categories, d.Text()) };
    }
}
