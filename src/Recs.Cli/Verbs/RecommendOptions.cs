using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Cli.Verbs;

/// <summary>What <c>recs recommend</c> is asked for.</summary>
internal sealed class RecommendOptions
{
    public Argument<RecommendationForm> Form { get; } = new("form")
    {
        Description = string.Join(", ", RecommendationForms.AllNames) + ".",
        HelpName = "form",
        CustomParser = Parse,
    };

    public Option<string?> Item { get; } = new("--item") { Description = "The product the page shows.", HelpName = "id" };

    public Option<string?> Visitor { get; } = new("--visitor") { Description = "For whom; without it, for nobody in particular.", HelpName = "id" };

    public Option<string?> Recent { get; } = new("--recent")
    {
        Description = $"What somebody not known has done lately: products, newest first, separated by commas, each with {string.Join(", ", RecentDeeds.AllNames.Select(d => $":{d}"))} (:view unless told).",
        HelpName = "ids",
    };

    public Option<bool> Explain { get; } = new("--explain") { Description = "Say of each product what its score is made of and which rules have moved it." };

    public Option<string?> Cart { get; } = new("--cart") { Description = "Products in the cart, separated by commas.", HelpName = "ids" };

    public Option<string?> Category { get; } = new("--category") { Description = "Only this category and what lies below it.", HelpName = "path" };

    public Option<string?> Placement { get; } = new("--placement") { Description = "The place on the page: rules may ask for it.", HelpName = "name" };

    public Option<decimal?> MinPrice { get; } = new("--min-price") { Description = "Only from this price on.", HelpName = "amount", CustomParser = Amount };

    public Option<decimal?> MaxPrice { get; } = new("--max-price") { Description = "Only up to this price.", HelpName = "amount", CustomParser = Amount };

    public Option<string[]> Attributes { get; } = new("--attr") { Description = "Only products whose attribute of this name has this value; may be repeated.", HelpName = "name=value" };

    public Option<string?> Exclude { get; } = new("--exclude") { Description = "Products that never come back, separated by commas.", HelpName = "ids" };

    public Option<double> Diversity { get; } = new("--diversity") { Description = "0 to 1: how much the list is mixed by category and brand.", HelpName = "share", CustomParser = Share };

    public Option<int> Limit { get; } = new("--limit")
    {
        Description = $"How many, 1 to {RecommendationRequest.MaxLimit}.",
        HelpName = "n",
        DefaultValueFactory = _ => RecommendationRequest.DefaultLimit,
    };

    /// <summary>Everything that a list may be asked for and that <c>recs why</c> may be asked too.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(Form);
        foreach (var option in (Option[])[Item, Cart, Category, Placement, MinPrice, MaxPrice, Attributes, Exclude, Diversity, Limit]) verb.Add(option);
    }

    /// <exception cref="CliException">The request cannot be answered as it stands.</exception>
    public RecommendationRequest Request(ParseResult parsed)
    {
        var request = new RecommendationRequest(parsed.GetRequiredValue(Form))
        {
            Item = parsed.GetValue(Item) is { } item ? new ItemId(item) : null,
            Cart = Ids(parsed.GetValue(Cart)),
            Recent = [.. Ids(parsed.GetValue(Recent)).Select(i => RecentItem.Parse(i.Value))],
            Explain = parsed.GetValue(Explain),
            Category = parsed.GetValue(Category),
            Placement = parsed.GetValue(Placement),
            MinPrice = parsed.GetValue(MinPrice),
            MaxPrice = parsed.GetValue(MaxPrice),
            Attributes = AttributesOf(parsed.GetValue(Attributes) ?? []),
            Exclude = Ids(parsed.GetValue(Exclude)),
            Diversity = parsed.GetValue(Diversity),
            Limit = parsed.GetValue(Limit),
        };
        return request.Problems() is { Count: > 0 } problems ? throw new CliException(ExitCodes.Usage, string.Join("; ", problems) + ".") : request;
    }

    private static ItemId[] Ids(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(i => new ItemId(i))];

    private static Dictionary<string, string> AttributesOf(string[] texts)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new CliException(ExitCodes.Usage, $"--attr: name=value was expected, such as colour=red; “{text}” was found.");
            if (!attributes.TryAdd(text[..at], text[(at + 1)..])) throw new CliException(ExitCodes.Usage, $"--attr: {text[..at]} is given twice; one value of each attribute is possible.");
        }

        return attributes;
    }

    // Numbers are written with a point, whatever the machine's language.
    private static decimal? Amount(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)) return amount;
        result.AddError($"An amount such as 9.50 was expected; “{text}” was found.");
        return null;
    }

    private static double Share(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)) return share;
        result.AddError($"A number from 0 to 1 such as 0.3 was expected; “{text}” was found.");
        return 0;
    }

    private static RecommendationForm Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!RecommendationForms.TryParse(text, out var form))
            result.AddError($"“{text}” is no form. Expected one of {string.Join(", ", RecommendationForms.AllNames)}.");
        return form;
    }
}
