namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>
/// Categories for descriptions no department claims: by the last word that is no number, size, colour or material, where
/// at least <see cref="LeastProducts"/> of them share it.
/// </summary>
public static class LeftoverCategories
{
    private const int LeastProducts = 3;
    private const string Various = "Other > Various";

    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "LARGE", "SMALL", "MEDIUM", "MINI", "BIG", "GIANT", "TALL", "SIZE", "SET", "PACK", "ASSORTED", "ASST", "ASSTD", "DESIGN", "COLOUR",
        "RED", "BLUE", "PINK", "GREEN", "WHITE", "BLACK", "CREAM", "IVORY", "YELLOW", "ORANGE", "PURPLE", "BROWN", "GREY", "SILVER", "GOLD",
        "METAL", "WOOD", "WOODEN", "GLASS", "ZINC", "CERAMIC", "PAPER", "FELT", "ENAMEL", "ANTIQUE", "VINTAGE", "RETROSPOT", "POLKADOT", "CHRISTMAS",
    };

    /// <summary>A category for each description.</summary>
    public static IReadOnlyDictionary<string, string> Find(IEnumerable<string> descriptions)
    {
        var heads = descriptions.Distinct(StringComparer.Ordinal).ToDictionary(d => d, Head, StringComparer.Ordinal);
        var frequent = heads.Values.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() >= LeastProducts)
            .Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return heads.ToDictionary(h => h.Key, h => frequent.Contains(h.Value) ? $"Other > {Shown(h.Value)}" : Various, StringComparer.Ordinal);
    }

    private static string Head(string description) =>
        DescriptionWords.Of(description).LastOrDefault(w => !Modifiers.Contains(w) && w.Length > 2 && w.All(char.IsAsciiLetter)) ?? "";

    private static string Shown(string word) => word[0] + word[1..].ToLowerInvariant();
}
