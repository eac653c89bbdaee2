using System.Text;
using Recs.Collector.Catalog;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.TestKit;

namespace Recs.Collector.Tests.Fakes;

/// <summary>An intake with everything around it that a test looks at.</summary>
internal sealed class Desk
{
    public Desk(CollectorOptions? options = null)
    {
        Options = options ?? new CollectorOptions();
        Cache = new CatalogCache(Catalog, Clock, Options);
        Intake = new EventIntake(Log, DeadLetters, Aliases, Cache, Options, lists: Lists);
        Items = new CatalogIntake(Catalog, Cache, Options);
    }

    public CollectorOptions Options { get; }

    public ManualTime Clock { get; } = new();

    public RecordingLog Log { get; } = new();

    public RecordingDeadLetters DeadLetters { get; } = new();

    public Aliases Aliases { get; } = new();

    public CatalogInMemory Catalog { get; } = new();

    public GivenLists Lists { get; } = new();

    public CatalogCache Cache { get; }

    public EventIntake Intake { get; }

    public CatalogIntake Items { get; }

    public IntakeContext Write => new(SiteId.Default, KeyKind.Write, Clock.Instant);

    public IntakeContext Secret => new(SiteId.Default, KeyKind.Secret, Clock.Instant);

    public IntakeContext History => Secret with { Historical = true };

    public Task<IntakeResult> SendAsync(string body, IntakeContext? context = null) => SendAsync(Encoding.UTF8.GetBytes(body), context);

    public Task<IntakeResult> SendAsync(byte[] body, IntakeContext? context = null) =>
        Intake.AcceptAsync(body, context ?? Write, TestContext.Current.CancellationToken);

    public Task<CatalogResult> PutAsync(string body) => PutAsync(Encoding.UTF8.GetBytes(body));

    public Task<CatalogResult> PutAsync(byte[] body) =>
        Items.PutAsync(body, new CatalogContext(SiteId.Default), TestContext.Current.CancellationToken);

    /// <summary>Sends one event that must be accepted, and gives its record.</summary>
    public async Task<LogRecord> AcceptAsync(string body, IntakeContext? context = null)
    {
        var result = await SendAsync(body, context);
        Assert.Null(result.Error);
        Assert.True(result.Rejected.Count == 0, string.Join("; ", result.Rejected.Select(r => r.Message)));
        Assert.Equal(1, result.Accepted);
        return Log.Records[^1].Record;
    }

    /// <summary>The same, for an event of a known type.</summary>
    public async Task<T> AcceptAsync<T>(string body, IntakeContext? context = null)
        where T : VisitorEvent => Assert.IsType<T>((await AcceptAsync(body, context)).Event);

    /// <summary>Sends one event that must be rejected.</summary>
    public async Task<RejectedEvent> RejectAsync(string body, IntakeContext? context = null)
    {
        var result = await SendAsync(body, context);
        Assert.Null(result.Error);
        Assert.Equal(0, result.Accepted);
        Assert.Empty(Log.Records);
        return Assert.Single(result.Rejected);
    }

    public void Have(CatalogItem item) => Catalog.Items[(SiteId.Default, item.Id)] = item;
}
