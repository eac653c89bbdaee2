namespace Recs.Core.Streaming.Erasures;

/// <summary>Tells the owners of visitors whose states name an erased one to leave the hash only.</summary>
internal sealed class ErasedNames(IEventLog log, IVisitorReader reader, TimeProvider clock)
{
    /// <summary>Appends what is to be told, each once. A state moves with its visitor, so the user it may have become is told too.</summary>
    public async ValueTask TellAsync(IEnumerable<Naming> naming, CancellationToken cancel)
    {
        foreach (var of in naming.GroupBy(n => n.Of)) await TellAsync(of.Key, [.. of], cancel);
    }

    private async ValueTask TellAsync(ErasureTask task, List<Naming> naming, CancellationToken cancel)
    {
        var told = naming.FindAll(n => !n.By.IsNone && !n.By.IsAnonymousOrder && !n.By.IsAnonymousEvent && !n.By.IsErasure && task.Tell(n.By, n.Name));
        if (told.Count == 0) return;
        var users = await reader.ResolveAsync(task.Site, [.. told.Select(t => t.By)], cancel);
        for (var i = 0; i < users.Count; i++)
        {
            if (task.Tell(users[i], told[i].Name)) told.Add(told[i] with { By = users[i] });
        }

        await ErasureRecords.AppendAsync(log, reader, task.Erasure, [.. told.Select(t => (t.By, (string?)t.Name))], clock, cancel);
    }
}

/// <param name="Of">The erased visitor.</param>
/// <param name="By">Whose record or state names it.</param>
/// <param name="Name">What is left of the name.</param>
internal sealed record Naming(ErasureTask Of, VisitorId By, string Name);
