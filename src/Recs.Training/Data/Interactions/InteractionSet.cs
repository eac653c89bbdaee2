namespace Recs.Training.Data.Interactions;

/// <summary>What visitors did with products: one row a visitor, in time order, and the baskets in which they bought. Immutable.</summary>
public sealed class InteractionSet
{
    private InteractionSet(string[] items, Histories histories, Histories purchases, (Histories Rows, int[] Buyers) baskets, int views)
    {
        (Items, Histories, Purchases, Baskets, Buyers, Views) = (items, histories, purchases, baskets.Rows, baskets.Buyers, views);
        var (from, until) = (long.MaxValue, long.MinValue);
        for (var row = 0; row < histories.Count; row++)
        {
            if (histories.LengthOf(row) == 0) continue;
            (from, until) = (Math.Min(from, histories.TimesOf(row)[0]), Math.Max(until, histories.TimesOf(row)[^1]));
        }

        (From, Until) = histories.Interactions == 0 ? (0, 0) : (from, until);
    }

    /// <summary>Ids of the products by number, in ordinal order.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>One row a visitor with times; a product that comes twice in a row, as viewed and then put into the cart, comes once.</summary>
    public Histories Histories { get; }

    /// <summary>One row an order of at least two products, oldest first, with the time of the order beside each.</summary>
    public Histories Baskets { get; }

    /// <summary>One row a buyer: every product ordered, oldest first, with times; those of one order have one time.</summary>
    public Histories Purchases { get; }

    /// <summary>Beside each basket who bought it, as numbers of their own.</summary>
    public IReadOnlyList<int> Buyers { get; }

    /// <summary>How many views.</summary>
    public int Views { get; }

    /// <summary>The first interaction, unix milliseconds; 0 where there is none.</summary>
    public long From { get; }

    /// <summary>The last one.</summary>
    public long Until { get; }

    /// <param name="all">By visitor, then time; each once.</param>
    /// <param name="items">Ids by number.</param>
    internal static InteractionSet Of(ReadOnlySpan<Interaction> all, string[] items)
    {
        var (starts, numbers, times) = (new List<int> { 0 }, new List<int>(all.Length), new List<long>(all.Length));
        var views = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i > 0 && all[i].Visitor != all[i - 1].Visitor) starts.Add(numbers.Count);
            if (all[i].Kind == InteractionKind.View) views++;
            if (numbers.Count > starts[^1] && numbers[^1] == all[i].Item) continue;
            numbers.Add(all[i].Item);
            times.Add(all[i].Time);
        }

        if (all.Length > 0) starts.Add(numbers.Count);
        var histories = new Histories([.. starts], [.. numbers], items.Length, [.. times]);
        return new InteractionSet(items, histories, PurchasesOf(all, items.Length), BasketsOf(all, items.Length), views);
    }

    private static Histories PurchasesOf(ReadOnlySpan<Interaction> all, int itemCount)
    {
        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        for (var i = 0; i < all.Length; i++)
        {
            if (i > 0 && all[i].Visitor != all[i - 1].Visitor && items.Count > starts[^1]) starts.Add(items.Count);
            if (all[i].Kind != InteractionKind.Purchase) continue;
            items.Add(all[i].Item);
            times.Add(all[i].Time);
        }

        if (items.Count > starts[^1]) starts.Add(items.Count);
        return new Histories([.. starts], [.. items], itemCount, [.. times]);
    }

    private static (Histories Rows, int[] Buyers) BasketsOf(ReadOnlySpan<Interaction> all, int itemCount)
    {
        var orders = new Dictionary<(ulong Visitor, ulong Order), (long Time, SortedSet<int> Items)>();
        foreach (var one in all)
        {
            if (one.Kind != InteractionKind.Purchase || one.Order == 0) continue;
            if (!orders.TryGetValue((one.Visitor, one.Order), out var basket)) orders[(one.Visitor, one.Order)] = basket = (one.Time, []);
            basket.Items.Add(one.Item);
        }

        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        var (buyers, numbers) = (new List<int>(), new Dictionary<ulong, int>());
        foreach (var (key, basket) in orders.Where(o => o.Value.Items.Count > 1).OrderBy(o => o.Value.Time).ThenBy(o => o.Key.Visitor).ThenBy(o => o.Key.Order))
        {
            items.AddRange(basket.Items);
            times.AddRange(Enumerable.Repeat(basket.Time, basket.Items.Count));
            starts.Add(items.Count);
            if (!numbers.TryGetValue(key.Visitor, out var buyer)) numbers[key.Visitor] = buyer = numbers.Count;
            buyers.Add(buyer);
        }

        return (new Histories([.. starts], [.. items], itemCount, [.. times]), [.. buyers]);
    }
}
