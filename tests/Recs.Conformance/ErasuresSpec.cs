using Recs.Core.Streaming.Erasures;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IErasures"/>. What sealing leaves in files is the adapter's own test.</summary>
public abstract class ErasuresSpec : Spec<IErasures>
{
    private static readonly SiteId Site = SiteId.Default;

    [Fact]
    public async Task An_erasure_comes_back_as_it_was_saved_last()
    {
        var erasure = Make("r1", 5) with
        {
            Trail = new VisitorTrail([new VisitorId("ann"), new VisitorId("größe")], [new PastDevice(new VisitorId("phone"), 3, 9)]),
            Removed = new ErasureCounts(1, 2, 3, 4, 5, 6, 7),
        };
        await Ports.SaveAsync(Make("r1", 5), Cancel);
        await Ports.SaveAsync(erasure, Cancel);

        Assert.Equal(Convert.ToHexString(erasure.Encode()), Convert.ToHexString((await Ports.FindAsync("r1", Cancel))!.Encode()));
        Assert.Null(await Ports.FindAsync("r2", Cancel));
    }

    [Fact]
    public async Task Open_ones_are_those_not_done_in_the_order_of_their_requests()
    {
        await Ports.SaveAsync(Make("late", 7), Cancel);
        await Ports.SaveAsync(Make("early", 5), Cancel);
        await Ports.SaveAsync(Make("sealing", 6) with { Status = ErasureStatus.Sealing }, Cancel);
        await Ports.SaveAsync(Make("done", 4), Cancel);
        await Ports.SaveAsync(Make("done", 4) with { Status = ErasureStatus.Done, DoneAt = new Instant(8) }, Cancel);

        Assert.Equal(["early", "sealing", "late"], (await Ports.ReadOpenAsync(Cancel)).Select(e => e.Receipt));
        Assert.Equal(new Instant(8), (await Ports.FindAsync("done", Cancel))!.DoneAt);
    }

    [Fact]
    public async Task Erasures_survive_a_restart()
    {
        await Ports.SaveAsync(Make("r1", 5), Cancel);
        await RestartAsync();

        Assert.Equal(["r1"], (await Ports.ReadOpenAsync(Cancel)).Select(e => e.Receipt));
    }

    [Fact]
    public async Task Nothing_being_in_the_way_it_can_be_sealed()
    {
        await Ports.SaveAsync(Make("r1", 5), Cancel);

        Assert.True(await Ports.SealAsync(Cancel));
        Assert.NotNull(await Ports.FindAsync("r1", Cancel));
    }

    private static Erasure Make(string receipt, long at) => new(receipt, Site, new Instant(at));
}
