using Recs.Cli.Hosting;
using Recs.Cli.OnlineRetail;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Visitors.Profiles;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class RetailImportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RetailFile _file;

    public RetailImportTests() => _file = RetailCsv.File(_folder, RetailCsv.Text([.. Enumerable.Range(1, 1_200).Select(i =>
        RetailCsv.Line(invoice: $"{i}", code: $"{i % 9}", quantity: 1 + (i % 5), date: $"2011-{1 + (i / 120):D2}-{1 + (i % 28):D2} 10:00:00", customer: $"{1 + (i % 40)}"))]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_interrupted_import_goes_on_where_it_stopped()
    {
        await using (var interrupted = new Interrupted(Open("one"), afterRequests: 1))
            await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(interrupted));
        await using var resumed = Open("one");
        var (summary, import) = await RunAsync(resumed);
        Assert.True(import.Changed);
        Assert.Equal(summary.Events - 500, import.Sent);
        Assert.True(summary.AddsUp);

        await using var whole = Open("two");
        var (expected, _) = await RunAsync(whole);
        Assert.Equal((expected.Applied.Orders, expected.Applied.NetSpent), (summary.Applied.Orders, summary.Applied.NetSpent));
        Assert.Equal(expected.Applied.Stages, summary.Applied.Stages);
    }

    [Fact]
    public async Task Events_that_were_sent_but_not_applied_are_applied_by_a_repetition()
    {
        await using (var interrupted = new Interrupted(Open("one"), afterRequests: int.MaxValue))
            await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(interrupted));
        await using (var resumed = Open("one"))
        {
            var (summary, import) = await RunAsync(resumed);
            Assert.Equal((0, true, true), (import.Sent, import.Changed, summary.AddsUp));
        }

        await using var again = Open("one");
        Assert.False((await RunAsync(again)).Import.Changed);
    }

    private EmbeddedSite Open(string name) =>
        new(SqliteInstallation.Open(new SqliteOptions { Folder = _folder.File(name) }, TimeProvider.System), SiteId.Default, TimeProvider.System);

    private async Task<(ImportSummary Summary, RetailImport Import)> RunAsync(IImportTarget target)
    {
        using var writer = new StringWriter();
        return await ProgressDisplays.RunAsync(CliConsole.On(writer, writer), json: true, async progress =>
        {
            var import = new RetailImport(() => target, progress, TimeProvider.System);
            return (await import.RunAsync([_file], TestContext.Current.CancellationToken), import);
        });
    }

    /// <summary>Is stopped after so many requests, at the latest before anything is applied.</summary>
    private sealed class Interrupted(IImportTarget inner, int afterRequests) : IImportTarget
    {
        private int _requests;

        public Task<HeldRecords> ReadHeldAsync(string prefix, CancellationToken cancel) => inner.ReadHeldAsync(prefix, cancel);

        public Task<int> PartsAsync(string importId, CancellationToken cancel) => inner.PartsAsync(importId, cancel);

        public Task<IntakeAnswer> PutAsync(ReadOnlyMemory<byte> body, CancellationToken cancel) => inner.PutAsync(body, cancel);

        public Task<IntakeAnswer> FileAsync(HistoryPart part, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
            _requests++ < afterRequests ? inner.FileAsync(part, body, cancel) : throw new OperationCanceledException();

        public Task<bool> ApplyAsync(IProgress<long> applied, CancellationToken cancel) => throw new OperationCanceledException();

        public Task<AppliedTotals> ReadAppliedAsync(CancellationToken cancel) => inner.ReadAppliedAsync(cancel);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
