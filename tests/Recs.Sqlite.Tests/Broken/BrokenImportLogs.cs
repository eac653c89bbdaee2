using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>An import log that passes everything on, for mistakes to be made in.</summary>
internal abstract class PassingImportLog(IImportLog inner) : IImportLog
{
    public IAsyncEnumerable<ImportPart> ScanAsync(SiteId site, CancellationToken cancel) => inner.ScanAsync(site, cancel);

    public Task ReplaceResultAsync(ImportPart part, CancellationToken cancel) => inner.ReplaceResultAsync(part, cancel);

    public virtual Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel) => inner.AppendAsync(part, records, cancel);

    public virtual ValueTask<ImportPart?> FindAsync(SiteId site, string importId, int number, CancellationToken cancel) => inner.FindAsync(site, importId, number, cancel);

    public ValueTask<IReadOnlyList<ImportPart>> ReadAsync(SiteId site, string importId, CancellationToken cancel) => inner.ReadAsync(site, importId, cancel);
}

/// <summary>Keeps the part, shows that, and appends its records then.</summary>
internal sealed class TwoStepImportLog(IImportLog inner, IEventLog log) : PassingImportLog(inner)
{
    private readonly Looks _looks = new();

    public override async Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        var kept = await base.AppendAsync(part, [], cancel);
        await _looks.WaitAsync(cancel);
        await log.AppendAsync(records, cancel);
        return kept;
    }

    public override ValueTask<ImportPart?> FindAsync(SiteId site, string importId, int number, CancellationToken cancel)
    {
        _looks.Look();
        return base.FindAsync(site, importId, number, cancel);
    }
}

/// <summary>Appends the records whether the part is kept already or not.</summary>
internal sealed class ForgetfulImportLog(IImportLog inner, IEventLog log) : PassingImportLog(inner)
{
    public override async Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        await log.AppendAsync(records, cancel);
        return await base.AppendAsync(part, [], cancel);
    }
}

/// <summary>Looks whether the part is kept, and appends in a step of its own.</summary>
internal sealed class RacingImportLog(IImportLog inner, IEventLog log) : PassingImportLog(inner)
{
    public override async Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        if (await FindAsync(part.Site, part.ImportId, part.Number, cancel) is { } kept) return kept;
        await log.AppendAsync(records, cancel);
        return await base.AppendAsync(part, [], cancel);
    }
}
