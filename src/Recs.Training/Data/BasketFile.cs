namespace Recs.Training.Data;

/// <summary>Baskets: one a line, item names separated by commas; blanks around a name do not matter, nor does a name that comes twice.</summary>
public static class BasketFile
{
    /// <summary>Each basket's items, ascending by number, each once.</summary>
    /// <exception cref="TrainingDataException">The file cannot be read or holds no basket; a name is empty.</exception>
    public static (Histories Baskets, ItemVocabulary Items) Read(string file)
    {
        var items = new ItemVocabulary();
        var (starts, all) = (new List<int> { 0 }, new List<int>());
        var basket = new SortedSet<int>();
        foreach (var (number, line) in TextLines.Read(file))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            basket.Clear();
            foreach (var range in line.AsSpan().Split(','))
            {
                var name = line.AsSpan(range).Trim();
                if (name.IsEmpty) throw new TrainingDataException($"{file}, line {number}: expected names separated by commas, found an empty one.");
                basket.Add(items.Add(name));
            }

            all.AddRange(basket);
            starts.Add(all.Count);
        }

        if (starts.Count == 1) throw new TrainingDataException($"{file} is empty; expected one basket a line: name,name,…");
        return (new Histories([.. starts], [.. all], items.Count), items);
    }
}
