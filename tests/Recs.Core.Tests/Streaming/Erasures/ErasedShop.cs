using System.Text;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Tests.Streaming.Erasures;

/// <summary>Erases visitors of an installation, and looks for what is left of them.</summary>
internal static class ErasedShop
{
    private static int _receipts;

    public static Eraser Eraser(this Installation shop, IVisitorStore? store = null, Func<Task>? wait = null, IEventLog? log = null, LogRewriting? rewriting = null) => new(
        log ?? shop.Log, store ?? shop.Store, shop.Reader, shop.Sqlite.DeadLetters, shop.Sqlite.ImportLog, shop.Sqlite.Checkpoints, shop.Sqlite.Erasures,
        rewriting ?? new LogRewriting(), new ErasureOptions { Settle = TimeSpan.Zero }, shop.Clock, _ => wait is null ? shop.CatchUpAsync() : wait());

    public static async Task<Erasure> EraseAsync(this Installation shop, string id, SiteId? site = null, Func<Task>? wait = null)
    {
        var eraser = shop.Eraser(wait: wait);
        var receipt = $"receipt-{Interlocked.Increment(ref _receipts)}";
        return await eraser.RunAsync(await eraser.RequestAsync(site ?? SiteId.Default, new VisitorId(id), receipt, Installation.Cancel));
    }

    public static async Task<Erasure> RunAsync(this Eraser eraser, Erasure erasure) => (await eraser.RunAsync([erasure], Installation.Cancel))[0];

    /// <summary>The files of the data folder that hold a text.</summary>
    public static List<string> FilesWith(this Installation shop, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Directory.GetFiles(shop.Sqlite.Folder).Where(f => !f.EndsWith("recs.lock", StringComparison.Ordinal) && Read(f).AsSpan().IndexOf(bytes) >= 0).Select(f => Path.GetFileName(f)!)];
    }

    public static async Task AssertReplaysAsync(this Installation shop, IEventLog? log = null)
    {
        await using var replayed = await new Replayer(log ?? shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(shop.Now, verify: true, null, Installation.Cancel);
        Assert.All(replayed.Checks, c => Assert.Empty(c.First));
        Assert.True(replayed.Checks[^1].Visitors > 0);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
