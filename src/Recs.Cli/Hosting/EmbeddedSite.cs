using Microsoft.Extensions.Logging.Abstractions;
using Recs.Collector;
using Recs.Collector.Catalog;
using Recs.Collector.Imports;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;

namespace Recs.Cli.Hosting;

/// <summary>A site of a data folder that this process holds: intake, log and owners of all partitions in one.</summary>
public sealed class EmbeddedSite : IImportTarget
{
    // An import names each item thousands of times and nobody else changes the catalogue meanwhile.
    private static readonly CollectorOptions Options = new() { CatalogCacheLife = TimeSpan.FromMinutes(10) };

    private readonly SqliteInstallation _installation;
    private readonly SiteId _site;
    private readonly TimeProvider _clock;
    private readonly ImportIntake _imports;
    private readonly CatalogIntake _catalog;
    private readonly PartitionHost _host;
    private readonly RefusedIds _refused;
    private long? _before;
    private bool _knowsRefused;

    /// <param name="installation">Disposed with the site.</param>
    /// <param name="site">Whose history.</param>
    /// <param name="clock">The time of receipt.</param>
    public EmbeddedSite(SqliteInstallation installation, SiteId site, TimeProvider clock)
    {
        (_installation, _site, _clock) = (installation, site, clock);
        var cache = new CatalogCache(installation.Catalog, clock, Options);
        _refused = new RefusedIds(clock);
        var events = new EventIntake(installation.EventLog, installation.DeadLetters, installation.VisitorReader, cache, Options, _refused);
        _imports = new ImportIntake(events, installation.ImportLog, installation.EventLog, installation.VisitorReader);
        _catalog = new CatalogIntake(installation.Catalog, cache, Options);
        _host = new PartitionHost(
            installation.EventLog, installation.Visitors, () => new PartitionCounts(new CountingOptions()),
            new PartitionHostOptions(), clock, NullLogger<PartitionHost>.Instance);
    }

    public async Task<HeldRecords> ReadHeldAsync(string prefix, CancellationToken cancel)
    {
        var (ids, others) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        await foreach (var id in new SiteLog(_installation.EventLog, _installation.Checkpoints, _site).MessageIdsAsync(cancel))
        {
            if (!id.StartsWith(prefix, StringComparison.Ordinal)) others++;
            else ids.Add(id);
        }

        // What was taken before is in the log; whether the site lives is in the states.
        _before ??= await AppliedAsync(cancel);
        await _host.CatchUpAsync(cancel);
        var (living, _, _) = await SiteLife.ReadAsync(_installation.VisitorReader, _site, _installation.Partitions, cancel);
        return new HeldRecords(ids, others, living);
    }

    public async Task<int> PartsAsync(string importId, CancellationToken cancel) => (await _installation.ImportLog.ReadAsync(_site, importId, cancel)).Count;

    public async Task<IntakeAnswer> PutAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var result = await _catalog.PutAsync(body, new CatalogContext(_site), cancel);
        if (result.Error is { } error) throw WholeRequests.Refused("The catalogue", error.Message);
        return new IntakeAnswer(result.Accepted, 0, result.Rejected.Count, [.. result.Rejected.Select(r => new RefusedThing(r.Index, r.Id, r.Message))]);
    }

    public async Task<IntakeAnswer> FileAsync(HistoryPart part, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (!_knowsRefused) await _refused.LoadAsync(_installation.VisitorReader, _installation.Partitions, _installation.Erasures, cancel);
        _knowsRefused = true;
        var request = new ImportRequest(_site, part.ImportId, part.Number, Instant.Now(_clock)) { TimeZone = part.TimeZone, BaseCurrency = part.BaseCurrency };
        if (request.Problem() is { } problem) throw new CliException(ExitCodes.Usage, problem);
        var answer = await _imports.AcceptAsync(body, request, cancel);
        if (answer.Differs) throw WholeRequests.Differs(part);
        if (answer.Error is { } error) throw WholeRequests.Refused("A request", error.Message);
        var result = answer.Result!;
        return new IntakeAnswer(result.Accepted, result.Duplicates, result.RejectedCount, [.. result.Rejected.Select(r => new RefusedThing(r.Index, r.MessageId, r.Message) { IsErased = IntakeAnswer.IsErasure(r.Code) })]);
    }

    public async Task<bool> ApplyAsync(IProgress<long> applied, CancellationToken cancel)
    {
        var before = _before ?? await AppliedAsync(cancel);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reporting = ReportAsync(applied, done.Token);
        try
        {
            await _host.CatchUpAsync(cancel);
        }
        finally
        {
            await done.CancelAsync();
            await reporting;
        }

        var after = await AppliedAsync(cancel);
        applied.Report(after);
        return after > before;
    }

    public Task<AppliedTotals> ReadAppliedAsync(CancellationToken cancel) =>
        new AppliedReader(_installation.VisitorReader, _installation.Partitions, _clock).ReadAsync(_site, asOf: null, cancel);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _installation.DisposeAsync();
    }

    private async Task ReportAsync(IProgress<long> applied, CancellationToken stop)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(250), _clock);
        try
        {
            while (await every.WaitForNextTickAsync(stop)) applied.Report(await AppliedAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<long> AppliedAsync(CancellationToken cancel)
    {
        var sum = 0L;
        for (var p = 0; p < _installation.Partitions; p++) sum += (await _installation.VisitorReader.HeadAsync(p, cancel)).NextOffset;
        return sum;
    }
}
