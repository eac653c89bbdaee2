namespace Recs.Training.Data.Interactions;

/// <summary>
/// What visitors have said about being measured and recognised, whichever of their ids they said it under. The last word before a moment
/// decides, for each purpose by itself; of two at one moment the refusal. Visitors are hashes of their ids.
/// </summary>
public sealed class VisitorRefusals
{
    private readonly Dictionary<ulong, List<Word>> _words = [];

    /// <summary>A visitor changes what may be done from then on; null: as before.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="time">When, in unix milliseconds.</param>
    /// <param name="analytics">To be measured.</param>
    /// <param name="personalisation">To be recognised.</param>
    public void Add(ulong visitor, long time, bool? analytics, bool? personalisation)
    {
        if (!_words.TryGetValue(visitor, out var words)) _words[visitor] = words = [];
        if (analytics is { } measured) words.Add(new Word(time, Purposes.Analytics, measured));
        if (personalisation is { } known) words.Add(new Word(time, Purposes.Personalisation, known));
    }

    /// <summary>The same by the visitor each id turned out to be.</summary>
    public VisitorRefusals Resolved(VisitorAliases aliases)
    {
        var resolved = new VisitorRefusals();
        foreach (var (id, said) in _words)
        {
            var visitor = aliases.Resolve(id);
            if (!resolved._words.TryGetValue(visitor, out var all)) resolved._words[visitor] = all = [];
            all.AddRange(said);
        }

        return resolved;
    }

    /// <summary>What a visitor did at a moment must teach nothing.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="time">When, in unix milliseconds.</param>
    /// <param name="allows">What the event expressly allows, which counts for itself.</param>
    public bool Holds(ulong visitor, long time, Purposes allows) =>
        _words.TryGetValue(visitor, out var said) && (Refuses(said, Purposes.Analytics, time, allows) || Refuses(said, Purposes.Personalisation, time, allows));

    private static bool Refuses(List<Word> said, Purposes purpose, long time, Purposes allows)
    {
        if (allows.HasFlag(purpose)) return false;
        Word? last = null;
        foreach (var word in said)
        {
            if (word.Purpose == purpose && word.Time <= time && (last is not { } l || word.Time > l.Time || (word.Time == l.Time && !word.Granted))) last = word;
        }

        return last is { Granted: false };
    }

    private readonly record struct Word(long Time, Purposes Purpose, bool Granted);
}

/// <summary>What a visitor may allow.</summary>
[Flags]
public enum Purposes : byte
{
    None = 0,

    /// <summary>To be measured.</summary>
    Analytics = 1,

    /// <summary>To be recognised.</summary>
    Personalisation = 2,
}
