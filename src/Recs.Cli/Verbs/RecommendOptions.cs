using System.CommandLine;
using System.CommandLine.Parsing;
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

    public Option<string?> Cart { get; } = new("--cart") { Description = "Products in the cart, separated by commas.", HelpName = "ids" };

    public Option<string?> Category { get; } = new("--category") { Description = "Only this category and what lies below it.", HelpName = "path" };

    public Option<int> Limit { get; } = new("--limit")
    {
        Description = $"How many, 1 to {RecommendationRequest.MaxLimit}.",
        HelpName = "n",
        DefaultValueFactory = _ => RecommendationRequest.DefaultLimit,
    };

    /// <exception cref="CliException">The request cannot be answered as it stands.</exception>
    public RecommendationRequest Request(ParseResult parsed)
    {
        var request = new RecommendationRequest(parsed.GetRequiredValue(Form))
        {
            Item = parsed.GetValue(Item) is { } item ? new ItemId(item) : null,
            Cart = [.. (parsed.GetValue(Cart) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(i => new ItemId(i))],
            Category = parsed.GetValue(Category),
            Limit = parsed.GetValue(Limit),
        };
        return request.Problems() is { Count: > 0 } problems ? throw new CliException(ExitCodes.Usage, string.Join("; ", problems) + ".") : request;
    }

    private static RecommendationForm Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!RecommendationForms.TryParse(text, out var form))
            result.AddError($"“{text}” is no form. Expected one of {string.Join(", ", RecommendationForms.AllNames)}.");
        return form;
    }
}
