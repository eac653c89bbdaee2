namespace Recs.Core.Visitors;

/// <summary>All decayed weights of a state stand under one reference, which moves forward in exact steps.</summary>
public static class DecayedWeights
{
    /// <summary>The state's weights are ready for an event at this time.</summary>
    public static void Reach(VisitorState s, Instant time, VisitorOptions options) => Raise(s, Decay.At(time, options.HalfLife), options);

    /// <summary>The state's weights stand under this reference, or stay where theirs is the later.</summary>
    public static void Raise(VisitorState s, Decay to, VisitorOptions options)
    {
        if (s.Decay == to || to.HalfLifeMilliseconds == 0) return;
        if (s.Decay.HalfLifeMilliseconds == 0)
        {
            s.Decay = to;
            return;
        }

        var halfLife = (long)options.HalfLife.TotalMilliseconds;
        if (s.Decay.HalfLifeMilliseconds != halfLife) ChangeHalfLife(s, Decay.At(s.LastSeen, options.HalfLife));
        if (to.HalfLifeMilliseconds != halfLife || s.Decay.Step >= to.Step) return;
        Scale(s, Math.ScaleB(1, s.Decay.ExponentTo(to)));
        s.Decay = to;
    }

    // Weights keep what they are worth at the visitor's newest event.
    private static void ChangeHalfLife(VisitorState s, Decay to)
    {
        Scale(s, to.ShortFactor(s.LastSeen) / s.Decay.ShortFactor(s.LastSeen));
        s.Decay = to;
    }

    private static void Scale(VisitorState s, double factor)
    {
        s.Categories.Scale(factor);
        s.Brands.Scale(factor);
        s.Channels.Scale(factor);
        s.ContentForms.Scale(factor);
        s.Hours.Scale(factor);
    }
}
