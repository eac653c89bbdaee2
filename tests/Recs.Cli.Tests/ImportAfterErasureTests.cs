using Microsoft.Extensions.Logging.Abstractions;
using Recs.Cli.Tests.OnlineRetail;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Retention;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class ImportAfterErasureTests : IDisposable
{
    private static readonly VisitorId Erased = new("17850");

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task History_brings_an_erased_visitor_back_into_a_closed_folder_by_no_byte()
    {
        RetailCsv.File(_folder, RetailCsv.Text(
            RetailCsv.Line(invoice: "1", customer: "17850.0"), RetailCsv.Line(invoice: "2", customer: "12345.0"), RetailCsv.Line(invoice: "3", customer: "17850.0", date: "2010-12-05 08:26:00")), "a.csv");
        Assert.Equal(0, (await CommandLine.RunAsync("import", "online-retail", _folder.Path, "--data", Data)).ExitCode);
        await EraseAsync();

        var (exitCode, _, error) = await CommandLine.RunAsync("import", "online-retail", _folder.Path, "--data", Data);

        Assert.True(exitCode == 0, error);
        Assert.True(error.Contains("3 events of visitors who were erased lately were left out", StringComparison.Ordinal), error);
        Assert.All(Directory.GetFiles(Data), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("17850"u8) < 0, file));
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        Assert.Null((await store.VisitorReader.ReadAsync(new VisitorKey(SiteId.Default, Erased), Cancel)).State);
        Assert.NotNull((await store.VisitorReader.ReadAsync(new VisitorKey(SiteId.Default, new VisitorId("12345")), Cancel)).State);
    }

    private async Task EraseAsync()
    {
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        await using var host = new PartitionHost(
            store.EventLog, store.Visitors, () => new PartitionCounts(CountingOptions.Default), new PartitionHostOptions(), TimeProvider.System, NullLogger<PartitionHost>.Instance);
        using var rewriting = new LogRewriting();
        var eraser = new Eraser(
            store.EventLog, store.Visitors, store.VisitorReader, store.DeadLetters, store.ImportLog, store.Checkpoints, store.Erasures,
            rewriting, new ErasureOptions { Settle = TimeSpan.Zero }, TimeProvider.System, host.CatchUpAsync);
        await eraser.RunAsync([await eraser.RequestAsync(SiteId.Default, Erased, "receipt", Cancel)], Cancel);
    }
}
