using System.Globalization;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;

namespace Recs.Server.Rules;

/// <param name="Id">The rule's name.</param>
/// <param name="Title">For people.</param>
/// <param name="Enabled">Off: it does nothing.</param>
/// <param name="Priority">Of two pins for one place the higher wins.</param>
/// <param name="From">In force from here on; null: since ever.</param>
/// <param name="Until">In force until here; null: for good.</param>
/// <param name="When">Which lists.</param>
/// <param name="Action">hide, filter, pin, boost or bury.</param>
/// <param name="Products">Which products.</param>
/// <param name="Position">Pin: the place; null: no pin.</param>
/// <param name="Factor">Boost: by what scores are multiplied; null: no boost.</param>
public sealed record RuleResponse(
    string Id,
    string Title,
    bool Enabled,
    int Priority,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    RuleConditionResponse When,
    string Action,
    RuleProductsResponse Products,
    int? Position,
    double? Factor)
{
    public static RuleResponse Of(Rule rule) => new(
        rule.Id,
        rule.Title,
        rule.Enabled,
        rule.Priority,
        rule.From?.ToDateTimeOffset(),
        rule.Until?.ToDateTimeOffset(),
        RuleConditionResponse.Of(rule.When),
        RuleJson.Name(rule.Action),
        RuleProductsResponse.Of(rule.Products),
        rule.Action == RuleAction.Pin ? rule.Position : null,
        rule.Action == RuleAction.Boost ? rule.Factor : null);
}

/// <param name="Placements">One of these places; empty: any.</param>
/// <param name="Forms">One of these forms; empty: any.</param>
/// <param name="Category">The page's category is this or lies below it; null: any.</param>
/// <param name="Stages">The visitor is in one of these stages; empty: anybody.</param>
/// <param name="Window">When in the week; null: always.</param>
public sealed record RuleConditionResponse(
    IReadOnlyList<string> Placements, IReadOnlyList<string> Forms, string? Category, IReadOnlyList<string> Stages, RuleWindowResponse? Window)
{
    public static RuleConditionResponse Of(RuleCondition when) => new(
        when.Placements, [.. when.Forms.Select(f => f.Name())], when.Category, [.. when.Stages.Select(s => s.ToString())], when.Window is { } w ? RuleWindowResponse.Of(w) : null);
}

/// <param name="Days">On which days it begins; empty: every day.</param>
/// <param name="From">The time of day at which it begins.</param>
/// <param name="Until">The time of day before which it lasts; not after from: of the next day.</param>
/// <param name="TimeZone">Whose.</param>
public sealed record RuleWindowResponse(IReadOnlyList<string> Days, string From, string Until, string TimeZone)
{
    public static RuleWindowResponse Of(WeeklyWindow window) => new(
        [.. window.Days.Select(RuleJson.Name)],
        window.From.ToString(RuleJson.TimeOfDay, CultureInfo.InvariantCulture),
        window.Until.ToString(RuleJson.TimeOfDay, CultureInfo.InvariantCulture),
        window.Zone.Id);
}

/// <param name="Items">One of these; empty: not said.</param>
/// <param name="Category">Of this category or below it; null: not said.</param>
/// <param name="Brand">Null: not said.</param>
/// <param name="Attributes">With these; empty: not said.</param>
/// <param name="MinPrice">Null: not said.</param>
/// <param name="MaxPrice">Null: not said.</param>
public sealed record RuleProductsResponse(
    IReadOnlyList<string> Items, string? Category, string? Brand, IReadOnlyDictionary<string, string> Attributes, decimal? MinPrice, decimal? MaxPrice)
{
    public static RuleProductsResponse Of(ProductSelector products) => new(
        [.. products.Items.Select(i => i.Value)], products.Category, products.Brand, new Dictionary<string, string>(products.Attributes), products.MinPrice, products.MaxPrice);
}

/// <param name="Rules">In their order of precedence.</param>
public sealed record RulesResponse(IReadOnlyList<RuleResponse> Rules);
