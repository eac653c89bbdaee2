using System.Globalization;
using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;

namespace Recs.Collector.Mapping;

/// <summary>
/// The items of an event of Google Analytics 4 that are a record each. The first record has the event's message id, the
/// following ones the same with <c>#2</c>, <c>#3</c> … behind it, so that a repeat of the event repeats all of them.
/// </summary>
internal static class ItemTurns
{
    /// <summary>The most items of an event that is taken apart; Google's own limit.</summary>
    public const int Most = 200;

    /// <summary>Whether the event is to be taken apart.</summary>
    public static bool AreTaken(EventSource source, Spread spread) => spread switch
    {
        Spread.One => false,
        Spread.Items => true,
        _ => Promotion(source.Properties) is null && source.Properties.TryGet(Names.Items, out _),
    };

    /// <summary>The items whose turn it is, one after the other: of promotions the first item of each.</summary>
    public static IEnumerable<Section> Of(EventSource source, Spread spread)
    {
        if (!ItemLines.TryList(source, out var items) || items.GetArrayLength() == 0)
        {
            source.Fields.Missing(source.Properties, Names.Items, "an array of at least one item");
            yield break;
        }

        if (items.GetArrayLength() is var count && count > Most)
        {
            source.Fields.Fail(IntakeCode.OutOfRange, source.Properties.PathOf(Names.Items.Text), $"at most {Most} items", $"{count}");
            yield break;
        }

        var promotions = spread == Spread.Promotions ? new HashSet<string>(StringComparer.Ordinal) : null;
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            var at = ItemLines.Opened(source, item, index++);
            if (promotions is null || (Promotion(at) is { } promotion && promotions.Add(promotion))) yield return at;
        }

        if (promotions?.Count == 0) source.Fields.Missing(source.Properties, Names.PromotionId, "the promotion, here or in the items");
    }

    public static string MessageId(string messageId, int turn) =>
        turn == 1 ? messageId : string.Create(CultureInfo.InvariantCulture, $"{messageId}#{turn}");

    private static string? Promotion(in Section at) =>
        at.TryGet(at.FirstOf(Names.PromotionId, Names.PromotionName), out var value) ? value.GetRawText() : null;
}
