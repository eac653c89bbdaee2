using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The numbers by which a site's visitors are understood. They shape the state, so a change of them is a record in the log
/// (<c>options_changed</c>) and counts from there on.
/// </summary>
public sealed record VisitorOptions
{
    public static readonly VisitorOptions Default = new();

    /// <summary>A session ends after so long without an event. Default 30 minutes.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends at this age even when events go on. Default 24 hours.</summary>
    public TimeSpan SessionMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long after the last cart event a filled cart counts as abandoned. Default 30 minutes.</summary>
    public TimeSpan CartAbandonedAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time after which an event weighs half in affinities and shares. Default 14 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A repeated message id is recognised for so long after the first. Default 24 hours.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Removals from cart and favourites are remembered for so long. Default 30 days.</summary>
    public TimeSpan RemovalMemory { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Focused time on one product page that counts as interest. Default 30 seconds.</summary>
    public TimeSpan LongDwell { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Records under the ids of an erased visitor are refused for so long. Default 30 days.</summary>
    public TimeSpan ErasureMemory { get; init; } = TimeSpan.FromDays(30);

    public ActivityOptions Activity { get; init; } = new();

    public LoyaltyOptions Loyalty { get; init; } = new();

    public AffinityWeights Weights { get; init; } = new();

    /// <summary>
    /// So many orders that only a browser has reported are kept of one visitor; further ones change nothing until the shop
    /// reports them. Default 200.
    /// </summary>
    public int UnverifiedOrders { get; init; } = 200;

    /// <summary>The time zone of the hour-of-week histogram where the event names none. IANA name, default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The currency in which values of visitors are compared. ISO 4217, default EUR.</summary>
    public string BaseCurrency { get; init; } = "EUR";

    public string ToJson() => JsonSerializer.Serialize(this, VisitorOptionsJson.Default.VisitorOptions);

    /// <summary>What the JSON does not say is the default.</summary>
    /// <exception cref="StoredFormatException">No such options, or values that cannot be used; the message names them.</exception>
    public static VisitorOptions FromJson(string json)
    {
        try
        {
            // Generated readers leave what is not said at zero, not at the default, so the defaults are said.
            var said = JsonSerializer.SerializeToNode(Default, VisitorOptionsJson.Default.VisitorOptions)!.AsObject();
            if (JsonNode.Parse(json) is { } given) Say(said, given.AsObject());
            var options = said.Deserialize(VisitorOptionsJson.Default.VisitorOptions)!;
            return VisitorOptionsCheck.Problem(options) is { } problem ? throw new StoredFormatException(problem) : options;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StoredFormatException($"The options of visitors cannot be read: {e.Message}");
        }
    }

    private static void Say(JsonObject options, JsonObject given)
    {
        foreach (var (name, value) in given)
        {
            if (options[name] is JsonObject known && value is JsonObject parts) Say(known, parts);
            else options[name] = value?.DeepClone();
        }
    }
}

/// <summary>Ages of the last event at which a visitor cools down. From the third session they follow the visitor's own rhythm.</summary>
public sealed record ActivityOptions
{
    /// <summary>Default 14 days; with a mean gap m between sessions clamp(2 m, 3 d, 30 d).</summary>
    public RhythmThreshold CoolingDown { get; init; } = new(TimeSpan.FromDays(14), 2, TimeSpan.FromDays(3), TimeSpan.FromDays(30));

    /// <summary>Default 45 days; with a mean gap m between sessions clamp(4 m, 14 d, 90 d).</summary>
    public RhythmThreshold AtRisk { get; init; } = new(TimeSpan.FromDays(45), 4, TimeSpan.FromDays(14), TimeSpan.FromDays(90));

    /// <summary>Default 90 days; with a mean gap m between sessions clamp(8 m, 45 d, 180 d).</summary>
    public RhythmThreshold Lapsed { get; init; } = new(TimeSpan.FromDays(90), 8, TimeSpan.FromDays(45), TimeSpan.FromDays(180));
}

/// <param name="Fixed">The age without a rhythm of one's own.</param>
/// <param name="Factor">Times the mean gap between session starts.</param>
/// <param name="Least">The least age.</param>
/// <param name="Most">The greatest age.</param>
public sealed record RhythmThreshold(TimeSpan Fixed, double Factor, TimeSpan Least, TimeSpan Most)
{
    /// <summary>The age at which the threshold lies for a visitor with this mean gap (null before the third session).</summary>
    public TimeSpan For(TimeSpan? meanGap) =>
        meanGap is { } m ? TimeSpan.FromMilliseconds(Math.Floor(Math.Clamp(Factor * m.TotalMilliseconds, Least.TotalMilliseconds, Most.TotalMilliseconds))) : Fixed;
}

/// <summary>When a customer counts as loyal.</summary>
public sealed record LoyaltyOptions
{
    /// <summary>So many net orders within <see cref="Window"/>. Default 3; at most the 10 order times that are kept.</summary>
    public int Orders { get; init; } = 3;

    /// <summary>Default 365 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The newest order may always be so old. Default 30 days.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(30);

    /// <summary>… or so many mean gaps between the orders kept. Default 2.</summary>
    public double Gaps { get; init; } = 2;
}

/// <summary>What an event adds to the affinity for its category and brand.</summary>
public sealed record AffinityWeights
{
    public double View { get; init; } = 1;

    public double ListClick { get; init; } = 1;

    /// <summary>A product was shared.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Added once a page view has had <see cref="VisitorOptions.LongDwell"/> of focused time.</summary>
    public double LongDwell { get; init; } = 1;

    public double Wishlist { get; init; } = 3;

    public double Cart { get; init; } = 5;

    public double Order { get; init; } = 10;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(VisitorOptions))]
internal sealed partial class VisitorOptionsJson : JsonSerializerContext;
