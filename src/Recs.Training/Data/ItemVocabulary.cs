namespace Recs.Training.Data;

/// <summary>Items by dense number, in the order in which they were first named. Numbers stay inside training.</summary>
public sealed class ItemVocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];

    public int Count => _ids.Count;

    /// <summary>Ids by number.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The number of an item, given out where it is new.</summary>
    public int Add(ReadOnlySpan<char> id)
    {
        var known = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(id, out var number)) return number;
        var text = id.ToString();
        _numbers.Add(text, _ids.Count);
        _ids.Add(text);
        return _ids.Count - 1;
    }
}
