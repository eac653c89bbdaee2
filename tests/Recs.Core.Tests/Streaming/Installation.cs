using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Core.Tests.Streaming;

/// <summary>The embedded adapters in a temporary folder, with a clock that the test moves.</summary>
internal sealed class Installation(int partitions = 4) : IAsyncDisposable
{
    private int _messages;

    public ManualTime Clock { get; } = new();

    public SqliteInstallation Sqlite { get; private set; } = null!;

    public IEventLog Log => Sqlite.EventLog;

    public IVisitorStore Store => Sqlite.Visitors;

    public IVisitorReader Reader => Sqlite.VisitorReader;

    public ReplayStore Replayed => new(Store, Reader);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Instant Now => Clock.Instant;

    public static Installation Open(int partitions = 4)
    {
        var installation = new Installation(partitions);
        installation.Sqlite = SqliteInstallation.OpenTemporary(partitions, installation.Clock);
        return installation;
    }

    public static IPartitionCounts Counts() => new PartitionCounts(CountingOptions.Default);

    /// <summary>An empty store with as many partitions.</summary>
    public ReplayStore Scratch()
    {
        var scratch = SqliteInstallation.OpenTemporary(partitions, Clock);
        return new ReplayStore(scratch.Visitors, scratch.VisitorReader, scratch);
    }

    public EventHeader Header(Instant? time = null, string? message = null) => new(message ?? $"message-{++_messages}", time ?? Now) { Trusted = true };

    public LogRecord Record(string visitor, VisitorEvent e, SiteId? site = null, bool historical = false) =>
        new(site ?? SiteId.Default, new VisitorId(visitor), historical ? e.Header.Time : Now, historical, e);

    public Task SendAsync(string visitor, VisitorEvent e, SiteId? site = null) => AppendAsync(Record(visitor, e, site));

    /// <summary>Appends each record to its partition; one without a visitor to all of them.</summary>
    public Task AppendAsync(params IEnumerable<LogRecord> records) => Log.AppendAsync([.. records.SelectMany(Placed)], Cancel);

    /// <summary>Applies everything the log holds and what that puts into it.</summary>
    public async Task CatchUpAsync(PartitionOptions? options = null)
    {
        await using var host = Host(new PartitionHostOptions { Partition = options ?? new PartitionOptions() });
        await host.CatchUpAsync(Cancel);
    }

    public PartitionHost Host(PartitionHostOptions options, IVisitorStore? store = null) =>
        new(Log, store ?? Store, Counts, options, Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<PartitionHost>.Instance);

    public async Task<VisitorState?> StateAsync(string visitor, SiteId? site = null)
    {
        var stored = await Reader.ReadAsync(new VisitorKey(site ?? SiteId.Default, new VisitorId(visitor)), Cancel);
        return stored.State is { } bytes ? VisitorStateCodec.Decode(bytes) : null;
    }

    public async Task<List<VisitorChange>> ChangesAsync()
    {
        var changes = new List<VisitorChange>();
        for (var p = 0; p < partitions; p++)
            changes.AddRange((await Reader.ReadChangesAsync(p, 0, int.MaxValue, Cancel)).Select(c => VisitorChange.Decode(c.Bytes)));
        return changes;
    }

    public async Task<List<LogRecord>> RecordsAsync()
    {
        var records = new List<LogRecord>();
        for (var p = 0; p < partitions; p++)
            records.AddRange((await Log.ReadAsync(p, 0, int.MaxValue, Cancel)).Select(r => LogRecordCodec.Decode(r.Bytes.Span)));
        return records;
    }

    public ValueTask DisposeAsync() => Sqlite.DisposeAsync();

    private IEnumerable<NewRecord> Placed(LogRecord record)
    {
        var bytes = LogRecordCodec.Encode(record);
        return record.Visitor.IsNone
            ? Enumerable.Range(0, partitions).Select(p => new NewRecord(p, bytes))
            : [new NewRecord(Partitioner.Of(record.Site, record.Visitor, partitions), bytes)];
    }
}
