using Recs.Cli.Export;
using Recs.Cli.Export.Files;
using Recs.Cli.Export.Log;
using Recs.Cli.Export.Rows;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests.Export;

/// <summary>An export that is stopped or killed at any page goes on there, and comes to the bytes of one that was not.</summary>
public sealed class InterruptedExportTests : IAsyncLifetime
{
    private const int RecordsPerPage = 12;

    private readonly TempFolder _folder = new();
    private SqliteInstallation _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SmallShop.ImportAsync(_folder.File("data"));
        _shop = SiteFolder.Open(_folder.File("data"), TimeProvider.System, "");
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("events", "e.jsonl", 1)]
    [InlineData("events", "e.csv", 1)]
    [InlineData("events", "e.jsonl.gz", 1)]
    [InlineData("events", "e.csv.gz", 3_000)]
    [InlineData("interactions", "i.jsonl", 1)]
    [InlineData("interactions", "i.csv.gz", 1)]
    [InlineData("interactions", "i.csv", 400)]
    [InlineData("visitors", "v.jsonl", 1)]
    [InlineData("visitors", "v.csv.gz", 2_000)]
    public async Task Stopped_or_killed_at_any_page_it_goes_on_to_the_same_bytes(string kind, string name, int bytesPerState)
    {
        var pages = new Killer(this, kind, name, kill: null);
        await RunAsync(kind, Name("whole", name), pages, bytesPerState);
        var whole = await File.ReadAllBytesAsync(Name("whole", name), Cancel);
        Assert.True(pages.Given >= 3, $"{pages.Given} pages");
        for (var page = 1; page <= pages.Given; page++)
        {
            foreach (var stops in new[] { true, false })
            {
                var file = Name($"{page}-{(stops ? "stopped" : "killed")}", name);
                if (stops) await StopAsync(kind, file, page, bytesPerState);
                else await KillAsync(kind, file, page, bytesPerState);
                Assert.False(File.Exists(file));
                var summary = await RunAsync(kind, file, source: null, bytesPerState);
                Assert.Equal(whole, await File.ReadAllBytesAsync(file, Cancel));
                Assert.True(!stops || summary.GoneOnFrom is not null, $"page {page} did not go on");
                Assert.Equal([Path.GetFileName(file)], Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName));
            }
        }
    }

    [Fact]
    public async Task What_was_appended_since_is_not_in_an_export_that_goes_on()
    {
        var whole = Name("whole", "e.jsonl");
        await RunAsync("events", whole, null, 1);
        var file = Name("later", "e.jsonl");
        await StopAsync("events", file, page: 2, bytesPerState: 1);
        var late = new LogRecord(SiteId.Default, new VisitorId("late"), Instant.Now(TimeProvider.System), false, new ProductViewed(new EventHeader("late", Instant.Now(TimeProvider.System)), new ItemLine(new ItemId("pot"))));
        await _shop.EventLog.AppendAsync([new NewRecord(Partitioner.Of(late.Site, late.Visitor, _shop.Partitions), LogRecordCodec.Encode(late))], Cancel);
        Assert.NotNull((await RunAsync("events", file, null, 1)).GoneOnFrom);
        Assert.Equal(await File.ReadAllTextAsync(whole, Cancel), await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task Where_the_oldest_records_are_gone_it_begins_anew()
    {
        var file = Name("dropped", "e.jsonl");
        await StopAsync("events", file, page: 2, bytesPerState: 1);
        var partition = 0;
        while (await _shop.EventLog.EndAsync(partition, Cancel) <= 1) partition++;
        await _shop.EventLog.DropAsync(partition, before: 1, most: 1, Cancel);
        Assert.Null((await RunAsync("events", file, null, 1)).GoneOnFrom);
        var anew = Name("anew", "e.jsonl");
        await RunAsync("events", anew, null, 1);
        Assert.Equal(await File.ReadAllTextAsync(anew, Cancel), await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task Another_export_does_not_go_on_with_it()
    {
        var file = Name("other", "e.jsonl");
        await StopAsync("events", file, page: 2, bytesPerState: 1);
        var error = await Assert.ThrowsAsync<CliException>(() => RunAsync("interactions", file, null, 1));
        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.Contains("is of another export", error.Message, StringComparison.Ordinal);
        Assert.NotNull((await RunAsync("events", file, null, 1)).GoneOnFrom);
    }

    [Fact]
    public async Task Two_exports_do_not_write_one_file()
    {
        var request = Request("events", Name("two", "e.jsonl"));
        using var first = await ExportFile.OpenAsync(request, Source("events", request), null, Cancel);
        var error = await Assert.ThrowsAsync<CliException>(() => ExportFile.OpenAsync(request, Source("events", request), null, Cancel));
        Assert.Contains("Is another export writing it", error.Message, StringComparison.Ordinal);
    }

    // As with Ctrl-C: what is whole is kept.
    private async Task StopAsync(string kind, string file, int page, int bytesPerState)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var source = new Killer(this, kind, file, at =>
        {
            if (at == page) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(kind, file, source, bytesPerState, stop.Token));
    }

    // As with a kill: the files are what they were when the next page was asked for, with half a page behind.
    private async Task KillAsync(string kind, string file, int page, int bytesPerState)
    {
        var (length, state) = (0L, Array.Empty<byte>());
        var other = Name("copy-of-" + page, Path.GetFileName(file));
        var source = new Killer(this, kind, other, at =>
        {
            if (at != page) return;
            length = new FileInfo(other + ".part").Length;
            state = File.ReadAllBytes(other + ".part.json");
        });
        await RunAsync(kind, other, source, bytesPerState);
        var part = File.ReadAllBytes(other)[..(int)length];
        Directory.Delete(Path.GetDirectoryName(other)!, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + ".part", [.. part, .. "half a pa"u8], Cancel);
        await File.WriteAllBytesAsync(file + ".part.json", state, Cancel);
    }

    private Task<ExportSummary> RunAsync(string kind, string file, IExportSource? source, int bytesPerState, CancellationToken? cancel = null)
    {
        var request = Request(kind, file);
        return ProgressDisplays.RunAsync(CliConsole.On(TextWriter.Null, TextWriter.Null), json: true, progress =>
            new ExportRun(request, source ?? Source(kind, request), progress, bytesPerState).RunAsync(cancel ?? Cancel));
    }

    private string Name(string folder, string name) => Path.Combine(_folder.Path, folder, name);

    private static ExportRequest Request(string kind, string file) => new(kind, file.Contains(".csv", StringComparison.Ordinal), file, "data", SiteId.Default, null, null);

    private IExportSource Source(string kind, ExportRequest r) => kind switch
    {
        "events" => new EventExport(_shop.EventLog, r, r.Csv ? new CsvRows<LogRecord>(EventTable.Columns, EventTable.Rows) : new JsonLines<LogRecord>(EventWire.Write), RecordsPerPage),
        "interactions" => new InteractionExport(
            _shop.EventLog, r, r.Csv ? new CsvRows<InteractionRow>(InteractionRow.Columns, InteractionRow.Rows) : new JsonLines<InteractionRow>(InteractionRow.Write), RecordsPerPage),
        _ => new VisitorExport(
            _shop.VisitorReader, new VisitorProfileReader(_shop.VisitorReader, _shop.EventLog, _shop.Checkpoints, TimeProvider.System), _shop.Partitions, r,
            currency => r.Csv ? new CsvRows<VisitorProfile>(VisitorRow.Columns, p => VisitorRow.Rows(p, currency)) : new JsonLines<VisitorProfile>(VisitorRow.Write), TimeProvider.System, pageSize: 2),
    };

    /// <summary>Tells when the next page is asked for: the one before has been written then.</summary>
    private sealed class Killer(InterruptedExportTests test, string kind, string file, Action<int>? kill) : IExportSource
    {
        private readonly IExportSource _source = test.Source(kind, Request(kind, file));

        public int Given { get; private set; }

        public ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel) => _source.BoundsAsync(cancel);

        public ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel) => _source.StillHoldsAsync(bounds, cancel);

        public long Total(IReadOnlyList<long> bounds) => _source.Total(bounds);

        public async IAsyncEnumerable<ExportPage> ReadAsync(
            IReadOnlyList<long> bounds, IReadOnlyList<long>? after, IProgressDisplay progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var page in _source.ReadAsync(bounds, after, progress, CancellationToken.None))
            {
                yield return page;
                Given++;
                kill?.Invoke(Given);
                cancel.ThrowIfCancellationRequested();
            }
        }
    }
}
