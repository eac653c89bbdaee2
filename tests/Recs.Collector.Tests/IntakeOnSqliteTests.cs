using System.Text;
using Recs.Collector.Catalog;
using Recs.Core;
using Recs.Core.Events;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Collector.Tests;

/// <summary>The intake on the embedded adapters.</summary>
public sealed class IntakeOnSqliteTests
{
    private readonly ManualTime _clock = new();

    [Fact]
    public async Task What_is_accepted_is_in_the_log_and_what_is_not_in_the_dead_letters()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = SqliteInstallation.OpenTemporary(16, _clock);
        var intake = Intake(store, out _);
        var random = new Random(11);
        var context = new IntakeContext(SiteId.Default, KeyKind.Secret, _clock.Instant);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            var result = await intake.AcceptAsync(RandomRequests.Request(random), context, cancel);
            accepted += result.Accepted;
            refused += result.Rejected.Count + (result.Error is null ? 0 : 1);
        }

        var records = new List<LogRecord>();
        for (var partition = 0; partition < 16; partition++)
        {
            foreach (var stored in await store.EventLog.ReadAsync(partition, 0, int.MaxValue, cancel))
            {
                records.Add(LogRecordCodec.Decode(stored.Bytes.Span));
                Assert.Equal(partition, Partitioner.Of(SiteId.Default, records[^1].Visitor, 16));
            }
        }

        Assert.Equal(accepted, records.Count);
        Assert.Equal(refused, (await store.DeadLetters.CountAsync(SiteId.Default, cancel)).Values.Sum());
        Assert.True(accepted > 100 && refused > 100);
    }

    [Fact]
    public async Task Events_are_completed_from_the_stored_catalogue()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = SqliteInstallation.OpenTemporary(1, _clock);
        var intake = Intake(store, out var items);
        var put = await items.PutAsync("""{"id":"mug","title":"Blue mug","category":"Home>Mugs","price":8.5,"currency":"EUR"}"""u8.ToArray(), new CatalogContext(SiteId.Default), cancel);
        Assert.Equal(1, put.Accepted);
        var body = Encoding.UTF8.GetBytes("""{"anonymousId":"a","event":"Product Viewed","properties":{"product_id":"mug"}}""");
        await intake.AcceptAsync(body, new IntakeContext(SiteId.Default, KeyKind.Write, _clock.Instant), cancel);
        var stored = Assert.Single(await store.EventLog.ReadAsync(0, 0, 10, cancel));
        var viewed = Assert.IsType<ProductViewed>(LogRecordCodec.Decode(stored.Bytes.Span).Event);
        Assert.Equal(new ItemLine(new("mug")) { Name = "Blue mug", Category = "Home > Mugs", Price = 8.5m, Currency = "EUR", Catalogued = true }, viewed.Item);
    }

    private EventIntake Intake(SqliteInstallation store, out CatalogIntake items)
    {
        var options = new CollectorOptions();
        var cache = new CatalogCache(store.Catalog, _clock, options);
        items = new CatalogIntake(store.Catalog, cache, options);
        return new EventIntake(store.EventLog, store.DeadLetters, store.VisitorReader, cache, options);
    }
}
