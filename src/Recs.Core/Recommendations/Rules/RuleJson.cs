using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recs.Core.Catalog;
using Recs.Core.Serialization;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Rules;

/// <summary>
/// Rules as people write them and as stores keep them:
/// <c>{"title", "enabled", "priority", "from", "until", "when": {"placements", "forms", "category", "stages", "window": {"days", "from",
/// "until", "timeZone"}}, "action", "products": {"items", "category", "brand", "attributes", "minPrice", "maxPrice"}, "position", "factor"}</c>.
/// </summary>
public static class RuleJson
{
    private const int MostNames = 50;
    private const int MostItems = 500;
    private const int LongestText = 200;
    /// <summary>How times of day are written.</summary>
    public const string TimeOfDay = "HH:mm";


    private static readonly string[] Actions = ["hide", "filter", "pin", "boost", "bury"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Name(RuleAction action) => Actions[(int)action];

    public static string Name(DayOfWeek day) => Days[(int)day];

    /// <summary>The rule a text says.</summary>
    /// <param name="json">The text.</param>
    /// <param name="id">The rule's.</param>
    /// <param name="problems">Everything that is wrong with it; empty: nothing.</param>
    /// <returns>Null where something is wrong.</returns>
    public static Rule? Read(ReadOnlyMemory<byte> json, string id, out IReadOnlyList<string> problems)
    {
        List<string> found = [];
        problems = found;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var rule = JsonFields.Parse(document, found) is { } fields ? Read(fields, id) : null;
            return found.Count == 0 ? rule : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter where a text is no Unicode.
            found.Add($"the body is not JSON: {e.Message}");
            return null;
        }
    }

    /// <summary>The rule that an object says; its problems are the fields'.</summary>
    public static Rule Read(JsonFields fields, string id)
    {
        var action = Array.IndexOf(Actions, fields.Text("action", LongestText) ?? "");
        if (action < 0) fields.Wrong("action", $"one of {string.Join(", ", Actions)} was expected");
        var rule = new Rule(id, (RuleAction)Math.Max(action, 0))
        {
            Title = fields.Text("title", Rule.MaxTitleLength) ?? "",
            Enabled = fields.Flag("enabled") ?? true,
            Priority = fields.Whole("priority", -Rule.MaxPriority, Rule.MaxPriority) ?? 0,
            From = fields.Time("from"),
            Until = fields.Time("until"),
            When = fields.Object("when") is { } when ? Condition(when) : RuleCondition.Always,
            Products = fields.Object("products") is { } products ? Selector(products) : ProductSelector.None,
            Position = fields.Whole("position", 1, RecommendationRequest.MaxLimit) ?? 1,
            Factor = fields.Number("factor", 1, Rule.MaxFactor) ?? Rule.DefaultFactor,
        };
        if (rule.From >= rule.Until) fields.Wrong("until", "a time after from was expected");
        if (rule.Products.SaysNothing) fields.Wrong("products", "at least one of items, category, brand, attributes, minPrice, maxPrice was expected; nothing was found");
        if (action == (int)RuleAction.Pin && (rule.Products.Items.Count != 1 || !SaysOnlyItems(rule.Products)))
            fields.Wrong("products.items", "a pin takes one product, by its id alone; give each further one a rule of its own");
        if (action >= 0 && action != (int)RuleAction.Pin && fields.Has("position")) fields.Wrong("position", "only a pin has one");
        if (action >= 0 && action != (int)RuleAction.Boost && fields.Has("factor")) fields.Wrong("factor", "only a boost has one");
        fields.End();
        return rule;
    }

    public static string Write(Rule rule)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable)) Write(json, rule, withId: false);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <param name="json">Takes the rule as an object.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="withId">Say the id too.</param>
    public static void Write(Utf8JsonWriter json, Rule rule, bool withId)
    {
        json.WriteStartObject();
        if (withId) json.WriteString("id", rule.Id);
        if (rule.Title.Length > 0) json.WriteString("title", rule.Title);
        json.WriteBoolean("enabled", rule.Enabled);
        json.WriteNumber("priority", rule.Priority);
        if (rule.From is { } from) json.WriteString("from", from.ToString());
        if (rule.Until is { } until) json.WriteString("until", until.ToString());
        json.WriteStartObject("when");
        Write(json, rule.When);
        json.WriteEndObject();
        json.WriteString("action", Name(rule.Action));
        json.WriteStartObject("products");
        Write(json, rule.Products);
        json.WriteEndObject();
        if (rule.Action == RuleAction.Pin) json.WriteNumber("position", rule.Position);
        if (rule.Action == RuleAction.Boost) json.WriteNumber("factor", rule.Factor);
        json.WriteEndObject();
    }

    private static bool SaysOnlyItems(ProductSelector p) => p.Category is null && p.Brand is null && p.Attributes.Count == 0 && p.MinPrice is null && p.MaxPrice is null;

    private static RuleCondition Condition(JsonFields fields)
    {
        var condition = new RuleCondition
        {
            Placements = fields.Texts("placements", MostNames, RecommendationRequest.MaxPlacement),
            Forms = Names<RecommendationForm>(fields, "forms", RecommendationForms.AllNames, RecommendationForms.TryParse),
            Category = Category(fields),
            Stages = Names<LifecycleStage>(fields, "stages", Enum.GetNames<LifecycleStage>(), Enum.TryParse),
            Window = fields.Object("window") is { } window ? Window(window) : null,
        };
        fields.End();
        return condition;
    }

    private static ProductSelector Selector(JsonFields fields)
    {
        var selector = new ProductSelector
        {
            Items = [.. fields.Texts("items", MostItems, ItemId.MaxBytes).Select(i => new ItemId(i))],
            Category = Category(fields),
            Brand = fields.Text("brand", LongestText),
            Attributes = [.. fields.Map("attributes").Take(RecommendationRequest.MaxAttributes)],
            MinPrice = fields.Amount("minPrice"),
            MaxPrice = fields.Amount("maxPrice"),
        };
        if (selector.MinPrice > selector.MaxPrice) fields.Wrong("minPrice", "it is above maxPrice");
        fields.End();
        return selector;
    }

    private static string? Category(JsonFields fields) =>
        fields.Text("category", LongestText) is { } category && CategoryPath.Normalise(category) is { Length: > 0 } path ? path : null;

    private static WeeklyWindow? Window(JsonFields fields)
    {
        var days = Names<DayOfWeek>(fields, "days", Days, (string? name, out DayOfWeek day) =>
        {
            var at = Array.IndexOf(Days, name);
            day = (DayOfWeek)Math.Max(at, 0);
            return at >= 0;
        });
        var (from, until) = (Clock(fields, "from"), Clock(fields, "until"));
        var zone = TimeZoneInfo.Utc;
        if (fields.Text("timeZone", LongestText) is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!))
            fields.Wrong("timeZone", $"an IANA name such as Europe/London was expected; '{name}' was found");
        fields.End();
        return zone is null ? null : new WeeklyWindow(days, from ?? TimeOnly.MinValue, until ?? TimeOnly.MinValue, zone);
    }

    private static TimeOnly? Clock(JsonFields fields, string name)
    {
        if (fields.Text(name, LongestText) is not { } text) return null;
        if (TimeOnly.TryParseExact(text, TimeOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        fields.Wrong(name, $"a time of day such as 08:30 was expected; '{text}' was found");
        return null;
    }

    private delegate bool Parse<T>(string? name, out T value);

    private static List<T> Names<T>(JsonFields fields, string name, IReadOnlyList<string> known, Parse<T> parse)
    {
        List<T> values = [];
        foreach (var text in fields.Texts(name, MostNames, LongestText))
        {
            if (known.Contains(text) && parse(text, out var value)) values.Add(value);
            else fields.Wrong(name, $"{string.Join(", ", known)} are possible; '{text}' was found");
        }

        return values;
    }

    private static void Write(Utf8JsonWriter json, RuleCondition condition)
    {
        Write(json, "placements", condition.Placements);
        Write(json, "forms", condition.Forms.Select(f => f.Name()));
        if (condition.Category is { } category) json.WriteString("category", category);
        Write(json, "stages", condition.Stages.Select(s => s.ToString()));
        if (condition.Window is not { } window) return;
        json.WriteStartObject("window");
        Write(json, "days", window.Days.Select(Name));
        json.WriteString("from", window.From.ToString(TimeOfDay, CultureInfo.InvariantCulture));
        json.WriteString("until", window.Until.ToString(TimeOfDay, CultureInfo.InvariantCulture));
        json.WriteString("timeZone", window.Zone.Id);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProductSelector products)
    {
        Write(json, "items", products.Items.Select(i => i.Value));
        if (products.Category is { } category) json.WriteString("category", category);
        if (products.Brand is { } brand) json.WriteString("brand", brand);
        if (products.Attributes.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (var (name, value) in products.Attributes) json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (products.MinPrice is { } min) json.WriteNumber("minPrice", min);
        if (products.MaxPrice is { } max) json.WriteNumber("maxPrice", max);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        if (!values.Any()) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
