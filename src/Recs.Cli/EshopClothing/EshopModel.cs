namespace Recs.Cli.EshopClothing;

/// <summary>A product of the data set, as its clicks tell it.</summary>
/// <param name="Code">Its id.</param>
/// <param name="Category">Where it is clicked most.</param>
/// <param name="Colour">In words.</param>
/// <param name="Price">The median, in US dollars.</param>
public sealed record EshopModel(string Code, string Category, string Colour, decimal Price)
{
    private static readonly string[] Categories = ["Trousers", "Skirts", "Blouses", "Sale"];

    private static readonly string[] Colours =
    [
        "beige", "black", "blue", "brown", "burgundy", "grey", "green", "navy blue", "many colours", "olive", "pink", "red", "violet", "white",
    ];

    /// <summary>What people read; the data set names models by codes only.</summary>
    public string Title => $"{Category} {Code}, {Colour}";

    /// <summary>The models of all clicks, by code.</summary>
    public static IReadOnlyList<EshopModel> Of(IEnumerable<EshopClick> clicks) =>
        [.. clicks.GroupBy(c => c.Model, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new EshopModel(
            g.Key, Categories[Most(g, c => c.Category) - 1], Colours[Most(g, c => c.Colour) - 1], g.Select(c => c.Price).Order().ElementAt(g.Count() / 2)))];

    private static int Most(IEnumerable<EshopClick> clicks, Func<EshopClick, int> of) => clicks.CountBy(of).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;
}
