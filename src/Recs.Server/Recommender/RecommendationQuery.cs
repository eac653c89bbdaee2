using System.Globalization;
using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <summary>Reads the query of <c>GET /v1/recommendations</c>.</summary>
public static class RecommendationQuery
{
    private const string AttributePrefix = "attr.";

    /// <summary>The request, or null with everything that is wrong.</summary>
    /// <param name="query">The query.</param>
    /// <param name="parameters">All that the endpoint takes: a filter that is misspelt must not go unnoticed.</param>
    /// <param name="problem">What is wrong.</param>
    public static RecommendationRequest? Read(IQueryCollection query, IReadOnlyList<(string Name, string Description, string Example)> parameters, out string problem)
    {
        var problems = new List<string>();
        foreach (var name in query.Keys)
        {
            if (!name.StartsWith(AttributePrefix, StringComparison.Ordinal) && !parameters.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)))
                problems.Add($"{Found(name)} is no parameter here; expected were {string.Join(", ", parameters.Select(p => p.Name))}");
        }

        if (!RecommendationForms.TryParse(query["form"], out var form))
            problems.Add($"form: one of {string.Join(", ", RecommendationForms.AllNames)} was expected; {Found(query["form"])} was found");
        var request = new RecommendationRequest(form)
        {
            Item = Text(query["item"]) is { } item ? new ItemId(item) : null,
            Cart = Items(query["cart"]),
            Recent = [.. Items(query["recent"]).Select(i => RecentItem.Parse(i.Value))],
            Category = Text(query["category"]),
            Exclude = Items(query["exclude"]),
            MinPrice = Amount(query, "minPrice", problems),
            MaxPrice = Amount(query, "maxPrice", problems),
            Limit = Number(query, "limit", problems) ?? RecommendationRequest.DefaultLimit,
            Placement = Text(query["placement"]),
            Diversity = Share(query, "diversity", problems) ?? 0,
            Explain = Flag(query, "explain", problems) ?? false,
            Attributes = query.Where(q => q.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
                .ToDictionary(q => q.Key[AttributePrefix.Length..], q => q.Value.ToString(), StringComparer.Ordinal),
        };
        problems.AddRange(request.Problems());
        problem = string.Join("; ", problems) + ".";
        return problems.Count == 0 ? request : null;
    }

    /// <summary>For whom, as the query says it; null with the problem where that cannot be read.</summary>
    public static VisitorClaim? Claim(IQueryCollection query, out string problem)
    {
        problem = "";
        if (VisitorClaim.RefusesOf(query["consent"]) is { } refuses) return new VisitorClaim(Text(query["visitor"]), Text(query["userToken"]), refuses) { Grants = VisitorClaim.GrantsOf(query["consent"]) };
        problem = $"consent: granted or denied was expected; {Found(query["consent"])} was found.";
        return null;
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static List<ItemId> Items(string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(id => new ItemId(id))];

    private static decimal? Amount(IQueryCollection query, string name, List<string> problems)
    {
        if (Text(query[name]) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)) return amount;
        problems.Add($"{name}: an amount such as 9.50 was expected; {Found(text)} was found");
        return null;
    }

    private static int? Number(IQueryCollection query, string name, List<string> problems)
    {
        if (Text(query[name]) is not { } text) return null;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number)) return number;
        problems.Add($"{name}: a whole number was expected; {Found(text)} was found");
        return null;
    }

    private static double? Share(IQueryCollection query, string name, List<string> problems)
    {
        if (Text(query[name]) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        problems.Add($"{name}: a number from 0 to 1 was expected; {Found(text)} was found");
        return null;
    }

    private static bool? Flag(IQueryCollection query, string name, List<string> problems)
    {
        if (Text(query[name]) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        problems.Add($"{name}: true or false was expected; {Found(text)} was found");
        return null;
    }

    private static string Found(string? text) => string.IsNullOrEmpty(text) ? "nothing" : $"'{(text.Length <= 80 ? text : text[..80] + "…")}'";
}
