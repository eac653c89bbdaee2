using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

/// <summary>
/// A few devices that a few users share, with every record on its way for as long as it likes: owners take turns, outboxes are
/// carried and owners start anew in any order. Collectors know aliases as they are, or as they once were, or not at all.
/// </summary>
internal sealed class TangledDevices
{
    private const int Partitions = 3;

    private static readonly string[] Devices = ["phone", "kiosk"];
    private static readonly string[] Users = ["ann", "bob", "cem"];

    private readonly Installation _shop;
    private readonly Random _random;
    private readonly VisitorPartition[] _owners;
    private readonly Dictionary<string, List<string>> _resolved = Devices.ToDictionary(d => d, d => new List<string> { d });
    private readonly List<(string Device, string FiledUnder, string Message)> _sent = [];
    private readonly SortedDictionary<string, int> _happened;
    private int _identities;

    public TangledDevices(Installation shop, int seed, SortedDictionary<string, int> happened)
    {
        (_shop, _random, _happened) = (shop, new Random(seed), happened);
        _owners = [.. Enumerable.Range(0, Partitions).Select(NewOwner)];
    }

    public static Installation Open() => Installation.Open(Partitions);

    /// <summary>How many different messages were sent.</summary>
    public int Messages => _sent.Count;

    public async Task StepAsync()
    {
        _shop.Clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3) * 400));
        switch (_random.Next(20))
        {
            case < 4:
                await NewMessageAsync(Pick(Devices));
                break;
            case < 9:
                await RetryAsync();
                break;
            case < 11:
                await IdentifyAsync(Pick(Devices), Pick(Users));
                break;
            case < 12:
                await ShopMessageAsync(Pick(Users));
                break;
            case < 16:
                await _owners[_random.Next(Partitions)].TurnAsync(Installation.Cancel);
                break;
            case < 18:
                await new OutboxDrain(_shop.Log, _shop.Store).DrainAsync(_random.Next(Partitions), Installation.Cancel);
                break;
            case < 19:
                await CarryWithoutNotingAsync(_random.Next(Partitions));
                break;
            default:
                var partition = _random.Next(Partitions);
                _owners[partition] = NewOwner(partition);
                break;
        }
    }

    /// <summary>Everything arrives; then the page views that all visitors together have, and those of ids that are somebody else's.</summary>
    public async Task<(long All, long OfStubs)> EndAsync()
    {
        await _shop.CatchUpAsync();
        var (all, ofStubs) = (0L, 0L);
        foreach (var id in (string[])[.. Devices, .. Users])
        {
            if (await _shop.StateAsync(id) is not { } state) continue;
            all += state.Pages;
            if (state.HandedOverTo is not null) ofStubs += state.Pages;
        }

        return (all, ofStubs);
    }

    private async Task NewMessageAsync(string device)
    {
        var visitor = await FiledUnderAsync(device);
        var message = $"{device}-{_sent.Count}";
        _sent.Add((device, visitor, message));
        await SendAsync(device, visitor, message);
    }

    private async Task RetryAsync()
    {
        if (_sent.Count == 0) return;
        var (device, filedUnder, message) = _sent[_random.Next(Math.Max(0, _sent.Count - 6), _sent.Count)];
        if (device.Length == 0)
        {
            await _shop.SendAsync(filedUnder, new PageViewed(_shop.Header(message: message) with { OfUser = true }, "/"));
            return;
        }

        var visitor = _random.Next(4) switch { 0 => filedUnder, 1 => device, _ => await FiledUnderAsync(device) };
        Count(visitor == filedUnder ? "retries under the same id" : "retries under another id");
        await SendAsync(device, visitor, message);
    }

    private async Task IdentifyAsync(string device, string user)
    {
        Count((await _shop.StateAsync(device))?.HandedOverTo is null ? "first identities" : "identities of a stub");
        var header = _shop.Header(message: $"identify-{++_identities}");
        await _shop.SendAsync(device, new Identified(header, user, true, []));
    }

    private async Task ShopMessageAsync(string user)
    {
        var message = $"shop-{_sent.Count}";
        _sent.Add(("", user, message));
        await _shop.SendAsync(user, new PageViewed(_shop.Header(message: message) with { OfUser = true }, "/"));
    }

    private Task SendAsync(string device, string visitor, string message) => _shop.SendAsync(
        visitor, new PageViewed(_shop.Header(message: message) with { Trusted = false, AnonymousId = visitor == device ? null : device }, "/"));

    // Collectors look an alias up; one in three remembers it from some time ago.
    private async Task<string> FiledUnderAsync(string device)
    {
        var known = _resolved[device];
        var now = (await _shop.Reader.ResolveAsync(SiteId.Default, [new VisitorId(device)], Installation.Cancel))[0].Value;
        if (known[^1] != now) known.Add(now);
        if (_random.Next(3) > 0) return now;
        var visitor = known[_random.Next(known.Count)];
        if (visitor != now) Count("filings by an old alias");
        return visitor;
    }

    // The process dies after the records are in the log and before it is noted that they are.
    private async Task CarryWithoutNotingAsync(int partition)
    {
        var waiting = await _shop.Store.ReadOutboxAsync(partition, _random.Next(1, 5), Installation.Cancel);
        if (waiting.Count == 0) return;
        Count("records carried twice");
        await _shop.AppendAsync(waiting.Select(w => LogRecordCodec.Decode(w.Bytes)));
    }

    private VisitorPartition NewOwner(int partition) =>
        new(partition, _shop.Log, _shop.Store, Installation.Counts, new PartitionOptions { BatchSize = _random.Next(1, 5) });

    private void Count(string what) => _happened[what] = _happened.GetValueOrDefault(what) + 1;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
