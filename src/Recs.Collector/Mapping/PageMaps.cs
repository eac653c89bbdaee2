using Recs.Collector.Privacy;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Events about pages and what they show.</summary>
internal static class PageMaps
{
    private const decimal LongestEngagement = 60_000;
    private const decimal AnyDuration = 1e15m;

    public static VisitorEvent PageViewed(EventSource source)
    {
        var page = source.Fields.Object(source.Context, Names.Page);
        return new PageViewed(source.Header, Path(source, page))
        {
            Title = source.Fields.Text(Holder(source, page, Names.Title), Names.Title, TextLimits.Title),
            Referrer = Referrer(source, page),
        };
    }

    /// <summary>A delta: what is above a minute is a clock gone wrong and counts as a minute.</summary>
    public static VisitorEvent PageEngaged(EventSource source)
    {
        var fields = source.Fields;
        var ms = fields.Number(source.Properties, Names.EngagedMs, 0, AnyDuration);
        if (ms is null) fields.Missing(source.Properties, Names.EngagedMs, "milliseconds");
        var engaged = TimeSpan.FromMilliseconds((long)Math.Min(ms ?? 0, LongestEngagement));
        return new PageEngaged(source.Header, engaged, fields.Category(source.Properties)) { Item = PageItem(source) };
    }

    public static VisitorEvent ContentViewed(EventSource source)
    {
        var form = source.Fields.String(source.Properties, Names.Form);
        if (form is null) source.Fields.Missing(source.Properties, Names.Form, "text, image, video or email");
        return new ContentViewed(source.Header, Form(source, form ?? "text"));
    }

    public static VisitorEvent ProductsSearched(EventSource source)
    {
        var query = source.Fields.Text(source.Properties, Names.Query, TextLimits.Query);
        if (query is null) source.Fields.Missing(source.Properties, Names.Query, "what was searched for");
        return new ProductsSearched(source.Header, query ?? "");
    }

    public static VisitorEvent SignedUp(EventSource source) =>
        new SignedUp(source.Header, source.Fields.Text(source.Properties, Names.Method, TextLimits.Method));

    private static string Path(EventSource source, Section page)
    {
        var name = source.Properties.FirstOf(Names.Url, Names.Path);
        var at = source.Properties;
        if (!at.TryGet(name, out _))
        {
            at = page;
            name = page.FirstOf(Names.Url, Names.Path);
        }

        var url = source.Fields.String(at, name);
        if (string.IsNullOrWhiteSpace(url)) source.Fields.Missing(source.Properties, Names.Path, "the page's url or path, here or in context.page");
        var removed = 0;
        var path = CleanUrl.Page(url ?? "", source.Request.KeptParameters, ref removed);
        source.Fields.CountRedacted(removed);
        return path;
    }

    private static string? Referrer(EventSource source, Section page)
    {
        var url = source.Fields.String(Holder(source, page, Names.Referrer), Names.Referrer);
        if (string.IsNullOrWhiteSpace(url)) return null;
        var removed = 0;
        var link = CleanUrl.Link(url, source.Request.KeptParameters, ref removed);
        source.Fields.CountRedacted(removed);
        return link;
    }

    private static Section Holder(EventSource source, in Section page, FieldName name) =>
        source.Properties.TryGet(name, out _) ? source.Properties : page;

    private static ItemLine? PageItem(EventSource source) =>
        source.Properties.TryGet(source.Properties.FirstOf(Names.ProductId, Names.Sku), out _) ? ItemLines.One(source) : null;

    private static ContentForm Form(EventSource source, string form)
    {
        if (Enum.TryParse<ContentForm>(form, ignoreCase: true, out var known) && known != ContentForm.Unknown && char.IsAsciiLetter(form[0])) return known;
        source.Fields.Fail(IntakeCode.UnknownValue, source.Properties.PathOf(Names.Form.Text), "text, image, video or email", form);
        return ContentForm.Unknown;
    }
}
