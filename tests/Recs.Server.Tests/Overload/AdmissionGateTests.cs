using Recs.Server.Overload;
using Recs.TestKit;

namespace Recs.Server.Tests.Overload;

public sealed class AdmissionGateTests
{
    private const int Batch = 20 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);

    private readonly ManualTime _time = new();

    [Fact]
    public void Takes_on_less_while_work_is_slow_and_more_again_once_it_is_quick()
    {
        var gate = new AdmissionGate(new OverloadOptions(), _time);
        var atFirst = Fill(gate, Slow);
        for (var round = 0; round < 20; round++) Fill(gate, Slow);
        var slow = Fill(gate, Slow);
        for (var round = 0; round < 500; round++) Fill(gate, Quick);
        var quick = Fill(gate, Quick);
        Assert.InRange(slow, 1, atFirst / 8);
        Assert.InRange(quick, slow * 8, int.MaxValue);
    }

    [Fact]
    public void Even_when_everything_is_slow_some_work_goes_on()
    {
        var gate = new AdmissionGate(new OverloadOptions(), _time);
        for (var round = 0; round < 100; round++) Assert.InRange(Fill(gate, Slow), 1, int.MaxValue);
    }

    [Fact]
    public void Large_requests_are_worked_on_a_few_at_once_and_neither_stop_the_others_nor_make_them_fewer()
    {
        var gate = new AdmissionGate(new OverloadOptions(), _time);
        var alone = Fill(gate, Quick);
        var large = Enumerable.Range(0, 3).Select(_ => gate.TryEnter()!).ToList();
        Assert.All(large, admission => Assert.True(gate.TryHold(admission, 16 * 1024 * 1024)));
        Assert.Equal([true, true, false], large.Select(gate.TryBegin));
        Assert.InRange(Fill(gate, Quick), alone, int.MaxValue);
        _time.Advance(TimeSpan.FromMinutes(1));
        foreach (var admission in large) admission.Dispose();
        Assert.InRange(Fill(gate, Quick), alone, int.MaxValue);
        using var next = gate.TryEnter()!;
        Assert.True(gate.TryHold(next, 16 * 1024 * 1024));
        Assert.True(gate.TryBegin(next));
    }

    [Fact]
    public void What_many_hold_never_exceeds_the_bound_and_is_free_again_when_they_leave()
    {
        var gate = new AdmissionGate(new OverloadOptions { Bytes = 17 * 1024 * 1024 }, _time);
        var held = new List<Admission>();
        while (gate.TryEnter() is { } admission)
        {
            held.Add(admission);
            if (!gate.TryHold(admission, 1024 * 1024)) break;
        }

        Assert.Equal(17, held.Count);
        foreach (var admission in held) admission.Dispose();
        using var next = gate.TryEnter()!;
        Assert.True(gate.TryHold(next, 16 * 1024 * 1024));
    }

    [Fact]
    public void Slow_senders_are_not_slow_work()
    {
        var gate = new AdmissionGate(new OverloadOptions(), _time);
        var atFirst = Fill(gate, Quick);
        for (var i = 0; i < 50; i++)
        {
            using var admission = gate.TryEnter()!;
            _time.Advance(TimeSpan.FromSeconds(10));
            gate.TryHold(admission, Batch);
            Assert.True(gate.TryBegin(admission));
        }

        Assert.InRange(Fill(gate, Quick), atFirst, int.MaxValue);
    }

    // As many as the gate takes on at once; each is answered after so long.
    private int Fill(AdmissionGate gate, TimeSpan work)
    {
        var working = new List<Admission>();
        while (gate.TryEnter() is { } admission)
        {
            gate.TryHold(admission, Batch);
            if (!gate.TryBegin(admission))
            {
                admission.Dispose();
                break;
            }

            working.Add(admission);
        }

        _time.Advance(work);
        foreach (var admission in working) admission.Dispose();
        return working.Count;
    }
}
