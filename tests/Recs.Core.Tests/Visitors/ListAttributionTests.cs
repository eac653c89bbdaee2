using System.Globalization;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Tests.Visitors;

/// <summary>To which list an order is owed, and what that comes to.</summary>
public sealed class ListAttributionTests
{
    private readonly Shopper _ann = new();
    private readonly string _list = NewList(RecommendationForm.CrossSell), _other = NewList(RecommendationForm.Popular);

    [Fact]
    public void An_order_is_owed_to_the_list_of_the_last_click()
    {
        See(_list);
        Click(_list, "mug");
        _ann.AfterMinutes(5);
        See(_other);
        Order("o1", 20);
        Assert.Equal("1 order, 0 direct, EUR 20", Sum(_list));
        Assert.Equal("0 orders, 0 direct", Sum(_other));
    }

    [Fact]
    public void Without_a_click_it_is_owed_to_the_last_list_that_was_visible()
    {
        See(_list);
        _ann.AfterMinutes(1);
        See(_other);
        _ann.AfterMinutes(1);
        Order("o1", 20);
        Assert.Equal("1 order, 0 direct, EUR 20", Sum(_other));
        Assert.Equal("0 orders, 0 direct", Sum(_list));
    }

    [Theory]
    [InlineData(7, "1 order, 0 direct, EUR 20")]
    [InlineData(7.001, "0 orders, 0 direct")]
    public void A_click_counts_for_seven_days(double days, string sum)
    {
        Click(_list, "mug");
        _ann.AfterDays(days);
        Order("o1", 20);
        Assert.Equal(sum, Sum(_list));
    }

    [Theory]
    [InlineData(1, "1 order, 0 direct, EUR 20")]
    [InlineData(1.001, "0 orders, 0 direct")]
    public void A_sight_counts_for_a_day(double days, string sum)
    {
        See(_list);
        _ann.AfterDays(days);
        Order("o1", 20);
        Assert.Equal(sum, Sum(_list));
    }

    [Fact]
    public void What_happens_after_an_order_earns_nothing_of_it()
    {
        _ann.Page();
        _ann.AfterMinutes(60);
        Click(_list, "mug");
        _ann.AfterMinutes(1);
        _ann.Order("late", 20, late: TimeSpan.FromMinutes(30));
        Assert.Equal("0 orders, 0 direct", Sum(_list));
    }

    [Fact]
    public void An_order_with_a_product_that_was_clicked_is_direct()
    {
        Click(_list, "mug");
        Order("o1", 20, "mug", "pot");
        Assert.Equal("1 order, 1 direct, EUR 20", Sum(_list));
        Assert.Contains(Outcomes(_list), o => o.Kind == ListOutcomeKind.Ordered && o.Items.Single() == (new ItemId("mug").Hash, 3));
    }

    [Fact]
    public void A_repeated_message_and_a_repeated_order_count_once()
    {
        Click(_list, "mug", message: "m1");
        Click(_list, "mug", message: "m1");
        _ann.Order("o1", 20, message: "m2");
        _ann.Order("o1", 20, message: "m2");
        _ann.Order("o1", 20, message: "m3");
        Assert.Equal("1 order, 0 direct, EUR 20", Sum(_list));
        Assert.Single(Outcomes(_list), o => o.Kind == ListOutcomeKind.Clicked);
    }

    [Fact]
    public void Refunds_take_from_the_list_and_a_full_one_takes_the_order()
    {
        Click(_list, "mug");
        Order("o1", 20, "mug");
        _ann.Refund("o1", 5);
        Assert.Equal("1 order, 1 direct, EUR 15", Sum(_list));
        _ann.AfterDays(30).Refund("o1", null);
        Assert.Equal("0 orders, 0 direct", Sum(_list));
    }

    [Fact]
    public void A_refund_before_its_order_counts_when_the_order_comes()
    {
        Click(_list, "mug");
        _ann.Refund("o1", 5);
        Order("o1", 20);
        Assert.Equal("1 order, 0 direct, EUR 15", Sum(_list));
    }

    [Fact]
    public void The_shops_own_report_takes_the_place_of_the_browsers()
    {
        Click(_list, "mug");
        _ann.Order("o1", 99, trusted: false);
        _ann.AfterDays(10);
        _ann.Order("o1", 20, late: TimeSpan.FromDays(10));
        Assert.Equal("1 order, 0 direct, EUR 20", Sum(_list));
    }

    [Fact]
    public void What_an_order_is_owed_to_survives_a_restart()
    {
        Click(_list, "mug");
        Order("o1", 20, "mug");
        _ann.Restart();
        _ann.Refund("o1", null);
        Assert.Equal("0 orders, 0 direct", Sum(_list));
        Assert.Equal(ListIds.NumberOf(RecommendationForm.CrossSell), _ann.State.ListsSeen.ByList.Values.Single().Form);
    }

    [Fact]
    public void Outcomes_carry_form_and_placement()
    {
        See(_list);
        Click(_list, "mug");
        Order("o1", 20);
        Assert.All(Outcomes(_list), o => Assert.Equal((ListIds.NumberOf(RecommendationForm.CrossSell), Hash64.Of("home")), (o.Form, o.Placement)));
    }

    [Fact]
    public void An_order_that_comes_before_its_device_is_handed_over_is_owed_to_what_the_device_clicked()
    {
        var device = new Shopper("device");
        device.Send(new RecommendationClicked(device.Header(), _list, "home", Shopper.Line("mug"), 3));
        device.AfterMinutes(1).Identify("ann", proven: true);
        _ann.AfterMinutes(2);
        OrderOfUser("o1", 20, "mug");
        Assert.Equal("0 orders, 0 direct", Sum(_list));
        _ann.Grain.Apply(device.Effects.Records.Single(r => r.Event is Merged), _ann.Now, _ann.Options, _ann.Effects);
        Assert.Equal("1 order, 1 direct, EUR 20", Sum(_list));
    }

    [Fact]
    public void An_order_that_both_sides_of_a_handover_know_counts_once()
    {
        var device = new Shopper("device");
        device.Send(new RecommendationClicked(device.Header(), _list, "home", Shopper.Line("mug"), 3));
        device.Order("o1", 20, trusted: false);
        device.AfterMinutes(1).Identify("ann", proven: true);
        _ann.AfterMinutes(2);
        OrderOfUser("o1", 20);
        _ann.Grain.Apply(device.Effects.Records.Single(r => r.Event is Merged), _ann.Now, _ann.Options, _ann.Effects);
        Assert.Equal("1 order, 0 direct, EUR 20", Sum(_list, device));
        _ann.Refund("o1", null);
        Assert.Equal("0 orders, 0 direct", Sum(_list, device));
    }

    private static string NewList(RecommendationForm form) => ListIds.New(form, Shopper.Start.ToDateTimeOffset()).ToString();

    private void See(string list) => _ann.Send(new RecommendationViewed(_ann.Header(), list, "home", [new ListedItem(new ItemId("mug"), 3)]));

    private void Click(string list, string item, string? message = null) => _ann.Send(new RecommendationClicked(_ann.Header(message: message), list, "home", Shopper.Line(item), 3));

    private void Order(string id, decimal total, params string[] items) => _ann.Order(id, total, lines: [.. items.Select(i => Shopper.Line(i))]);

    // The shop's server names the user.
    private void OrderOfUser(string id, decimal total, params string[] items) =>
        _ann.Send(new OrderCompleted(_ann.Header() with { Trusted = true, OfUser = true, AnonymousId = null }, id, "EUR", total, [.. items.Select(i => Shopper.Line(i))]));

    private IEnumerable<ListOutcome> Outcomes(string list, Shopper? also = null) =>
        _ann.Effects.Outcomes.Concat(also?.Effects.Outcomes ?? []).Where(o => o.List == Hash64.Of(list));

    private string Sum(string list, Shopper? also = null)
    {
        var outcomes = Outcomes(list, also).ToList();
        var orders = outcomes.Sum(o => o.Orders);
        var money = outcomes.SelectMany(o => o.Revenue).GroupBy(r => r.Currency).Select(g => (g.Key, Amount: g.Sum(r => r.Amount))).Where(m => m.Amount != 0)
            .Select(m => string.Create(CultureInfo.InvariantCulture, $", {m.Key} {m.Amount:0.##}"));
        return $"{orders} {(orders == 1 ? "order" : "orders")}, {outcomes.Sum(o => o.Direct)} direct{string.Concat(money)}";
    }
}
