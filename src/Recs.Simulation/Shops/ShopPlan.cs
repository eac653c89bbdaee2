using System.Globalization;

namespace Recs.Simulation.Shops;

/// <summary>What <c>shop.txt</c> says of a kind.</summary>
/// <param name="Title">As it stands in a product's title.</param>
/// <param name="Category">The name of the leaf category.</param>
/// <param name="UsualPrice">In euros, of a product of the middle range.</param>
/// <param name="IsUsedUp">It is bought again.</param>
/// <param name="IsCollected">People buy several that match.</param>
/// <param name="GoesWith">Titles of kinds used with it; each pair is named once.</param>
/// <param name="Sizes">What it comes in; empty: the colours of the department.</param>
public sealed record KindPlan(string Title, string Category, decimal UsualPrice, bool IsUsedUp, bool IsCollected, string[] GoesWith, string[] Sizes);

/// <summary>What <c>shop.txt</c> says of a department. Brands and series are two for each <see cref="PriceRange"/>.</summary>
internal sealed record DepartmentPlan(string Name)
{
    public string[][] Brands { get; set; } = [];

    public string[][] Series { get; set; } = [];

    public string[] Colours { get; set; } = [];

    public List<KindPlan> Kinds { get; } = [];
}

/// <summary>Reads <c>shop.txt</c>, which explains itself.</summary>
internal static class ShopPlan
{
    public static IReadOnlyList<DepartmentPlan> Read()
    {
        using var resource = typeof(ShopPlan).Assembly.GetManifestResourceStream("shop.txt")!;
        using var text = new StreamReader(resource);
        var departments = new List<DepartmentPlan>();
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (field, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            switch (field)
            {
                case "department": departments.Add(new DepartmentPlan(value)); break;
                case "brands": departments[^1].Brands = Ranges(value); break;
                case "series": departments[^1].Series = Ranges(value); break;
                case "colours": departments[^1].Colours = Parts(value, ", "); break;
                case "kind": departments[^1].Kinds.Add(Kind(value)); break;
                default: throw new FormatException($"shop.txt: no field is called {field}.");
            }
        }

        return departments;
    }

    private static KindPlan Kind(string value)
    {
        var at = value.Split(';', StringSplitOptions.TrimEntries);
        var flags = Parts(at[3], ", ");
        return new KindPlan(
            at[0], at[1], decimal.Parse(at[2], CultureInfo.InvariantCulture), flags.Contains("again"), flags.Contains("collect"), Parts(at[4], ", "), Parts(at[5], ", "));
    }

    private static string[][] Ranges(string value) => [.. value.Split('|').Select(range => Parts(range, ", "))];

    private static string[] Parts(string value, string between) => value.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
