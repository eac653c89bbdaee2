using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class TraitTests
{
    [Fact]
    public void Traits_without_a_user_make_nobody_registered()
    {
        var ann = new Shopper();
        ann.Identify("", proven: false, new Trait("age", TraitType.Number, "41"));
        Assert.Equal(("41", false, null), (ann.State.Traits.Traits.Single().Value, ann.State.Registered, ann.State.Claim));
        Assert.Equal(LifecycleStage.FirstVisit, ann.State.Stage);
    }

    [Fact]
    public void The_later_value_counts()
    {
        var ann = new Shopper();
        ann.Identify("u", false, new Trait("age", TraitType.Number, "40"), new Trait("vip", TraitType.Flag, "true"));
        ann.AfterMinutes(1).Identify("u", false, new Trait("age", TraitType.Number, "41"));
        Assert.Equal([new Trait("age", TraitType.Number, "41"), new Trait("vip", TraitType.Flag, "true")], ann.State.Traits.Traits);
    }

    [Fact]
    public void A_late_value_does_not()
    {
        var ann = new Shopper();
        ann.Identify("u", false, new Trait("age", TraitType.Number, "41"));
        ann.Send(new Identified(ann.Header(TimeSpan.FromDays(1)), "u", false, [new Trait("age", TraitType.Number, "12"), new Trait("size", TraitType.Text, "M")]));
        Assert.Equal([new Trait("age", TraitType.Number, "41"), new Trait("size", TraitType.Text, "M")], ann.State.Traits.Traits);
    }

    [Fact]
    public void An_empty_value_removes_the_trait()
    {
        var ann = new Shopper();
        ann.Identify("u", false, new Trait("age", TraitType.Number, "41"));
        ann.AfterMinutes(1).Identify("u", false, new Trait("age", TraitType.Text, ""));
        Assert.Empty(ann.State.Traits.Traits);
    }
}
