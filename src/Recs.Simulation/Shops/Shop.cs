using System.Collections.Immutable;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Simulation.Shops;

/// <summary>A shop that does not exist: about a thousand products in eight departments. The same seed gives the same shop.</summary>
public sealed class Shop
{
    /// <summary>The currency of all prices.</summary>
    public const string Currency = "EUR";

    /// <summary>Where the shop is.</summary>
    public const string TimeZone = "Europe/Berlin";

    private const ulong Part = 1;
    private const int TillPlaces = 12;
    private const decimal ImpulsePrice = 15;

    // Of ten products of a kind.
    private static readonly PriceRange[] RangeOf =
    [
        PriceRange.Budget, PriceRange.Budget, PriceRange.Budget,
        PriceRange.Middle, PriceRange.Middle, PriceRange.Middle, PriceRange.Middle,
        PriceRange.Premium, PriceRange.Premium, PriceRange.Premium,
    ];

    private static readonly double[] PriceOf = [0.65, 1, 1.5];

    private Shop(IReadOnlyList<ProductKind> kinds)
    {
        Kinds = kinds;
        Products = [.. kinds.SelectMany(k => k.Products)];
        AtTheTill = [.. Products.Where(p => p.Price < ImpulsePrice).OrderByDescending(p => p.Appeal * p.Kind.Demand).Take(TillPlaces)];
        Departments = [.. kinds.GroupBy(k => k.Department).Select(d => new Department(d.Key, [.. d]))];
    }

    public IReadOnlyList<Department> Departments { get; }

    public IReadOnlyList<ProductKind> Kinds { get; }

    /// <summary>Cheap best sellers that lie beside the till and go into any basket; they go with nothing in particular.</summary>
    public IReadOnlyList<Product> AtTheTill { get; }

    public IReadOnlyList<Product> Products { get; }

    public static Shop Create(int seed)
    {
        var chance = Chance.Of(seed, Part);
        var kinds = new List<ProductKind>();
        var goesWith = new List<(string, string)>();
        foreach (var department in ShopPlan.Read())
        {
            foreach (var plan in department.Kinds)
            {
                var kind = new ProductKind(plan, department.Name) { Demand = chance.LogNormal(plan.IsUsedUp ? 1.3 : 1, 0.5) };
                kind.Products = Make(kind, plan, department, chance);
                kinds.Add(kind);
                goesWith.AddRange(plan.GoesWith.Select(other => (plan.Title, other)));
            }
        }

        Tie(kinds, goesWith);
        return new Shop(kinds);
    }

    private static List<Product> Make(ProductKind kind, KindPlan plan, DepartmentPlan department, Chance chance)
    {
        var products = new List<Product>();
        var slug = string.Concat(plan.Title.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

        // Zipf's law, the ranks dealt out by chance: the best seller may be of any range.
        var ranks = Enumerable.Range(1, RangeOf.Length).OrderBy(_ => chance.Next()).ToArray();
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < RangeOf.Length; i++)
        {
            var range = RangeOf[i];
            var (brand, series) = (department.Brands[(int)range][i % 2], department.Series[(int)range][i / 2 % 2]);
            string[] variants = plan.Sizes.Length > 0 ? plan.Sizes : department.Colours;
            var from = chance.Below(variants.Length);
            var variant = variants[from];
            for (var k = 1; !named.Add($"{brand} {series} {variant}") && k < variants.Length; k++) variant = variants[(from + k) % variants.Length];
            var item = new CatalogItem(new ItemId($"{slug}-{i + 1}"), $"{brand} {series} {plan.Title}, {variant}")
            {
                Category = kind.Category,
                Brand = brand,
                Price = Price((double)plan.UsualPrice * PriceOf[(int)range] * Math.Exp(chance.Normal(0, 0.1))),
                Currency = Currency,
                Repeatable = kind.IsUsedUp,
                Attributes = Attributes(plan, series, variant),
            };
            products.Add(new Product(item, kind, range, 1 / Math.Pow(ranks[i], 0.8)));
        }

        return products;
    }

    private static ImmutableSortedDictionary<string, string> Attributes(KindPlan plan, string series, string variant)
    {
        var attributes = ImmutableSortedDictionary<string, string>.Empty.Add("series", series);
        return attributes.Add(plan.Sizes.Length > 0 ? "size" : "colour", variant);
    }

    // As shops write prices: 6.49, 24.95, 189.
    private static decimal Price(double wanted) => wanted switch
    {
        < 10 => Math.Max(0.99m, (decimal)(Math.Round(wanted * 2) / 2) - 0.01m),
        < 100 => (decimal)Math.Round(wanted) - 0.05m,
        _ => (decimal)Math.Round(wanted),
    };

    private static void Tie(List<ProductKind> kinds, List<(string First, string Second)> goesWith)
    {
        var byTitle = kinds.ToDictionary(k => k.Title, StringComparer.Ordinal);
        var pairs = goesWith.SelectMany(p => new[] { p, (First: p.Second, Second: p.First) }).Distinct().ToLookup(p => p.First, p => byTitle[p.Second]);
        foreach (var kind in kinds) kind.GoesWith = [.. pairs[kind.Title]];
        foreach (var product in kinds.SelectMany(k => k.Products))
        {
            var others = product.Kind.Products.Where(p => p != product).ToList();
            var matching = product.Kind.IsCollected ? others.Where(p => p.Range == product.Range).ToList() : [];
            product.Complements = [.. product.Kind.GoesWith.SelectMany(k => k.Products).Where(p => p.Range == product.Range), .. matching];
            product.Substitutes = [.. others.Except(matching)];
        }
    }
}
