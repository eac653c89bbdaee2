using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IDeadLetters"/>.</summary>
public abstract class DeadLettersSpec : Spec<IDeadLetters>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other");

    [Fact]
    public async Task Starts_empty()
    {
        Assert.Empty(await Ports.ReadAsync(Site, 10, Cancel));
        Assert.Empty(await Ports.CountAsync(Site, Cancel));
    }

    [Fact]
    public async Task Gives_every_field_back()
    {
        DeadLetter[] letters =
        [
            new(Site, new Instant(-1), "too_late", "time: größer als 7 d", "id 😀", "{\"a\":\"'\\n\"}"),
            new(Site, new Instant(0), "unreadable", "", null, ""),
            new(Site, new Instant(1), "large", "body", "", new string('x', 100_000)),
        ];
        await Ports.AddAsync(letters, Cancel);

        Assert.Equal(letters.Reverse(), await Ports.ReadAsync(Site, 10, Cancel));
    }

    [Fact]
    public async Task The_newest_come_first_and_at_most_so_many()
    {
        await Ports.AddAsync([Letter(5, "a"), Letter(7, "b"), Letter(6, "c")], Cancel);
        await Ports.AddAsync([Letter(4, "d")], Cancel);

        Assert.Equal(["b", "c", "a", "d"], await Codes(10));
        Assert.Equal(["b", "c"], await Codes(2));
        Assert.Empty(await Codes(0));
    }

    [Fact]
    public async Task Of_letters_of_the_same_time_the_last_added_comes_first()
    {
        await Ports.AddAsync([Letter(5, "a"), Letter(5, "b")], Cancel);
        await Ports.AddAsync([Letter(5, "c")], Cancel);

        Assert.Equal(["c", "b", "a"], await Codes(10));
    }

    [Fact]
    public async Task Counts_by_code()
    {
        await Ports.AddAsync([Letter(1, "x"), Letter(2, "y"), Letter(3, "x"), Letter(4, "x") with { Site = OtherSite }], Cancel);
        await Ports.AddAsync([Letter(5, "x")], Cancel);

        Assert.Equal(["x 3", "y 1"], (await Ports.CountAsync(Site, Cancel)).Select(c => $"{c.Key} {c.Value}").Order());
        Assert.Equal(["x 1"], (await Ports.CountAsync(OtherSite, Cancel)).Select(c => $"{c.Key} {c.Value}"));
    }

    [Fact]
    public async Task Letters_belong_to_a_site()
    {
        await Ports.AddAsync([Letter(1, "here"), Letter(2, "there") with { Site = OtherSite }], Cancel);

        Assert.Equal(["here"], await Codes(10));
    }

    [Fact]
    public async Task The_same_letter_twice_is_two_letters()
    {
        await Ports.AddAsync([Letter(1, "x"), Letter(1, "x")], Cancel);

        Assert.Equal(["x", "x"], await Codes(10));
    }

    [Fact]
    public async Task Adding_nothing_changes_nothing()
    {
        await Ports.AddAsync([], Cancel);

        Assert.Empty(await Codes(10));
    }

    [Fact]
    public async Task A_call_becomes_visible_as_a_whole_and_none_is_lost_among_many()
    {
        var adding = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) await Ports.AddAsync([Letter(i, "pair"), Letter(i, "pair")], Cancel);
        }, Cancel)));

        do Assert.Equal(0, (await Ports.CountAsync(Site, Cancel)).GetValueOrDefault("pair") % 2);
        while (!adding.IsCompleted);
        await adding;
        Assert.Equal(200, (await Ports.CountAsync(Site, Cancel))["pair"]);
        Assert.Equal(200, (await Codes(1000)).Count);
    }

    [Fact]
    public async Task Single_letters_are_removed_by_the_numbers_a_scan_gives()
    {
        await Ports.AddAsync([Letter(3, "a"), Letter(1, "b"), Letter(2, "c"), Letter(4, "x") with { Site = OtherSite }], Cancel);
        var scanned = await Ports.ScanAsync(Site, Cancel).ToListAsync(Cancel);
        Assert.Equal(["a", "b", "c"], scanned.Select(s => s.Letter.Code));

        var other = (await Ports.ScanAsync(OtherSite, Cancel).ToListAsync(Cancel)).Single().Number;
        await Ports.RemoveAsync(Site, [scanned[1].Number, scanned[2].Number, other], Cancel);
        await Ports.RemoveAsync(Site, [scanned[1].Number], Cancel);

        Assert.Equal(["a"], await Codes(10));
        Assert.Equal(["x 1"], (await Ports.CountAsync(OtherSite, Cancel)).Select(c => $"{c.Key} {c.Value}"));
    }

    [Fact]
    public async Task Letters_older_than_a_time_go_in_all_sites_and_at_most_so_many_at_once()
    {
        await Ports.AddAsync([Letter(3, "a"), Letter(1, "b"), Letter(2, "c"), Letter(1, "x") with { Site = OtherSite }, Letter(4, "y") with { Site = OtherSite }], Cancel);

        Assert.Equal(2, await Ports.DropAsync(new Instant(3), 2, Cancel));
        Assert.Equal(1, await Ports.DropAsync(new Instant(3), 2, Cancel));
        Assert.Equal(0, await Ports.DropAsync(new Instant(3), 2, Cancel));

        Assert.Equal(["a"], await Codes(10));
        Assert.Equal(["y 1"], (await Ports.CountAsync(OtherSite, Cancel)).Select(c => $"{c.Key} {c.Value}"));
    }

    [Fact]
    public async Task Letters_survive_a_restart()
    {
        await Ports.AddAsync([Letter(1, "a"), Letter(2, "b")], Cancel);
        await RestartAsync();
        await Ports.AddAsync([Letter(2, "c")], Cancel);

        Assert.Equal(["c", "b", "a"], await Codes(10));
    }

    private static DeadLetter Letter(long time, string code) => new(Site, new Instant(time), code, "message", "id", "{}");

    private async Task<List<string>> Codes(int limit) => [.. (await Ports.ReadAsync(Site, limit, Cancel)).Select(l => l.Code)];
}
