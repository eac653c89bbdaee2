using Recs.Collector.Privacy;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Events about pages and what they show.</summary>
internal static class PageMaps
{
    private const decimal LongestEngagement = 60_000;
    private const decimal AnyDuration = 1e15m;
    private const string Forms = "text, image, video or email";

    public static VisitorEvent PageViewed(EventSource source)
    {
        var page = source.Fields.Object(source.Context, Names.Page, "context.page");
        return Viewed(source, page, Url(source, page));
    }

    /// <summary>A screen of an app is a page; where it has no address its name is the path.</summary>
    public static VisitorEvent ScreenViewed(EventSource source)
    {
        var page = source.Fields.Object(source.Context, Names.Page, "context.page");
        var name = source.In(Names.Name, Names.ScreenName);
        var screen = Filled(source, source.Properties, name) ?? Filled(source, source.Root, name);
        return Viewed(source, page, Url(source, page) ?? (screen is null ? null : "/" + Uri.EscapeDataString(FreeText.OneLine(screen))));
    }

    /// <summary>A delta: what is above a minute is a clock gone wrong and counts as a minute.</summary>
    public static VisitorEvent PageEngaged(EventSource source)
    {
        var fields = source.Fields;
        var name = source.In(Names.EngagedMs, Names.EngagementMs);
        var ms = fields.Number(source.Properties, name, 0, AnyDuration);
        if (ms is null) fields.Missing(source.Properties, name, "milliseconds");
        var engaged = TimeSpan.FromMilliseconds((long)Math.Min(ms ?? 0, LongestEngagement));
        return new PageEngaged(source.Header, engaged, fields.Category(source.Properties)) { Item = PageItem(source) };
    }

    public static VisitorEvent ContentViewed(EventSource source)
    {
        var form = source.Fields.String(source.Properties, Names.Form);
        var known = form?.ToUpperInvariant() switch
        {
            "TEXT" => ContentForm.Text,
            "IMAGE" => ContentForm.Image,
            "VIDEO" => ContentForm.Video,
            "EMAIL" => ContentForm.Email,
            _ => ContentForm.Unknown,
        };
        if (form is null) source.Fields.Missing(source.Properties, Names.Form, Forms);
        else if (known == ContentForm.Unknown) source.Fields.Fail(IntakeCode.UnknownValue, source.Properties.PathOf(Names.Form.Text), Forms, form);
        return new ContentViewed(source.Header, known);
    }

    public static VisitorEvent ProductsSearched(EventSource source)
    {
        var name = source.In(Names.Query, Names.SearchTerm);
        var query = source.Fields.Text(source.Properties, name, TextLimits.Query);
        if (query is null) source.Fields.Missing(source.Properties, name, "what was searched for");
        return new ProductsSearched(source.Header, query ?? "");
    }

    private static PageViewed Viewed(EventSource source, in Section page, string? url)
    {
        if (url is null) source.Fields.Missing(source.Properties, source.In(Names.Path, Names.PageLocation), "the page's url or path, here or in context.page");
        return new PageViewed(source.Header, Path(source, url ?? ""))
        {
            Title = source.Fields.Text(source.Properties, source.In(Names.Title, Names.PageTitle), TextLimits.Title) ?? source.Fields.Text(page, Names.Title, TextLimits.Title),
            Referrer = Referrer(source, page),
        };
    }

    private static string? Url(EventSource source, in Section page) =>
        Filled(source, source.Properties, source.In(Names.Url, Names.PageLocation)) ?? Filled(source, source.Properties, source.In(Names.Path, Names.PagePath))
        ?? Filled(source, page, Names.Url) ?? Filled(source, page, Names.Path);

    private static string Path(EventSource source, string url)
    {
        var removed = 0;
        var path = CleanUrl.Page(url, source.Request.KeptParameters, ref removed);
        source.Fields.CountRedacted(removed);
        return path;
    }

    private static string? Referrer(EventSource source, in Section page)
    {
        var url = Filled(source, source.Properties, source.In(Names.Referrer, Names.PageReferrer)) ?? Filled(source, page, Names.Referrer);
        if (url is null) return null;
        var removed = 0;
        var link = CleanUrl.Link(url, source.Request.KeptParameters, ref removed);
        source.Fields.CountRedacted(removed);
        return link;
    }

    private static string? Filled(EventSource source, in Section at, FieldName name) =>
        source.Fields.String(at, name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static ItemLine? PageItem(EventSource source) =>
        source.Properties.TryGet(source.Properties.FirstOf(source.In(Names.ProductId, Names.ItemId), source.In(Names.Sku, Names.ItemId)), out _) ? ItemLines.One(source) : null;
}
