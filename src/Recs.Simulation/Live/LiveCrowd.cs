using Recs.Core;
using Recs.Simulation.Shoppers;

namespace Recs.Simulation.Live;

/// <summary>
/// Shoppers who are in the shop at the same time. Each walks in with a past: the visits of the last days come at once, with their own times,
/// so that all stages are there from the beginning; then the last visit happens now, event by event, among those of the others.
/// </summary>
public sealed class LiveCrowd
{
    /// <summary>How many days of past a shopper brings: less than the week for which servers take what a sender kept back.</summary>
    public const int PastDays = 6;

    private const ulong Part = 5;
    private const int AtOnce = 4;
    private const double WalkIns = 0.2;

    private readonly Chance _chance;
    private readonly int _size;
    private readonly List<(ShopperStory Story, int Next)> _present = [];
    private int _came;

    /// <param name="seed">Where random draws begin.</param>
    /// <param name="prefix">Stands before all ids, so that each crowd is new to a site.</param>
    /// <param name="now">Before which the past lies.</param>
    /// <param name="size">How many are in the shop at a time.</param>
    public LiveCrowd(int seed, string prefix, Instant now, int size)
    {
        World = new SimulatedWorld(new SimulationOptions
        {
            Seed = seed, Shoppers = SimulationOptions.MostShoppers, Days = PastDays, Start = now - TimeSpan.FromDays(PastDays), Prefix = prefix,
        });
        (_size, _chance) = (size, Chance.Of(seed, Part));
    }

    public SimulatedWorld World { get; }

    /// <summary>How many have walked in.</summary>
    public int Came => _came;

    /// <summary>What happens next: somebody walks in, or one of those who are there does something.</summary>
    public LiveStep Next(Instant now)
    {
        if (IsRoom() && WalksIn() is { } past) return past;
        var at = _chance.Below(_present.Count);
        var (story, next) = _present[at];
        if (next + 1 < story.Events.Count) _present[at] = (story, next + 1);
        else _present.RemoveAt(at);
        return new LiveStep(story.Shopper, [(story.Events[next], now)], IsNow: true);
    }

    // A few are there at once; then the shop fills while those who are there go on.
    private bool IsRoom() => _present.Count < _size && (_present.Count < AtOnce || _chance.Happens(WalkIns));

    // Null: the shopper is here for the first time, so there is nothing to tell yet.
    private LiveStep? WalksIn()
    {
        var story = World.Story(_came++ % World.Options.Shoppers);
        _present.Add((story, story.LastVisit));
        return story.LastVisit == 0 ? null : new LiveStep(story.Shopper, [.. story.Events.Take(story.LastVisit).Select(e => (e, e.Time))], IsNow: false);
    }
}
