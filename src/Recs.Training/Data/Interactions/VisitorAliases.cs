namespace Recs.Training.Data.Interactions;

/// <summary>Which visitors turned out to be others: devices whose users signed in. Visitors are hashes of their ids.</summary>
public sealed class VisitorAliases
{
    private const int MostSteps = 16;

    private readonly Dictionary<ulong, ulong> _aliases = [];

    /// <summary>One visitor turned out to be another. What came later for one alias holds.</summary>
    public void Add(ulong alias, ulong visitor)
    {
        if (alias != visitor) _aliases[alias] = visitor;
    }

    /// <summary>Who a visitor is in the end; a circle ends where it began.</summary>
    public ulong Resolve(ulong visitor)
    {
        for (var steps = 0; steps < MostSteps && _aliases.TryGetValue(visitor, out var other); steps++) visitor = other;
        return visitor;
    }
}
