using System.Text.Json.Serialization;

namespace Recs.Models.Readiness;

/// <summary>Whether a shop's data is enough for each form of recommendation and for training, and what is wrong with it.</summary>
/// <param name="Complete">Everything the log held when the reading began was read; false: ask again, the reading goes on.</param>
/// <param name="Behind">Records of the log, of all sites, that were not read yet.</param>
/// <param name="Events">Events of the shop that were read.</param>
/// <param name="From">The oldest of them; null: there is none. What was dropped with age is not in the report.</param>
/// <param name="Until">The newest of them, up to which the report holds; null: there is none.</param>
/// <param name="Products">Products of the catalogue.</param>
/// <param name="Verdict">The worst of the checks.</param>
/// <param name="Forms">One entry a form of recommendation.</param>
/// <param name="Training">One entry a part of a model.</param>
/// <param name="Checks">One entry a kind of fault.</param>
public sealed record ReadinessReport(
    bool Complete,
    long Behind,
    long Events,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    int Products,
    ReadinessVerdict Verdict,
    IReadOnlyList<FormReadiness> Forms,
    IReadOnlyList<TrainingReadiness> Training,
    IReadOnlyList<DataCheck> Checks);

/// <param name="Form">Its public name.</param>
/// <param name="Ready">There is enough of everything it needs.</param>
/// <param name="Serves">What answers now.</param>
/// <param name="Why">In words.</param>
/// <param name="Needs">What it rests on.</param>
public sealed record FormReadiness(string Form, bool Ready, ServedBy Serves, string Why, IReadOnlyList<DataNeed> Needs);

/// <param name="Part">Of a model: <c>next</c> or <c>complements</c>.</param>
/// <param name="Ready">There is enough to train it and to tell whether it is any good.</param>
/// <param name="Why">In words.</param>
/// <param name="Needs">What it rests on.</param>
public sealed record TrainingReadiness(string Part, bool Ready, string Why, IReadOnlyList<DataNeed> Needs);

/// <param name="What">Is counted.</param>
/// <param name="Have">How many there are.</param>
/// <param name="Need">How many are enough.</param>
/// <param name="PerDay">How many came a day of late; null: it does not grow with time.</param>
/// <param name="Days">At this pace there are enough in so many days; null: there are, or nothing comes.</param>
/// <param name="Text">All of it in words.</param>
public sealed record DataNeed(string What, long Have, long Need, double? PerDay, int? Days, string Text);

/// <param name="Check">Its name.</param>
/// <param name="Verdict">By the thresholds of the check.</param>
/// <param name="Count">How many cases there are.</param>
/// <param name="Of">Among how many.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="WorstSeconds">The longest delay between an event's time and its receipt, where that is the question; null elsewhere.</param>
/// <param name="First">The oldest case; null: there is none, or its record was dropped or erased.</param>
/// <param name="Text">What is counted, in words.</param>
/// <param name="ToDo">What to do about it; null: nothing.</param>
public sealed record DataCheck(
    string Check, ReadinessVerdict Verdict, long Count, long Of, double Share, double? WorstSeconds, FirstCase? First, string Text, string? ToDo);

/// <param name="MessageId">Of the event.</param>
/// <param name="Event">Its public name.</param>
/// <param name="Time">When it came into the log.</param>
/// <param name="Subject">The product, order or list it is about; null: none.</param>
public sealed record FirstCase(string MessageId, string Event, DateTimeOffset Time, string? Subject);

[JsonConverter(typeof(JsonStringEnumConverter<ReadinessVerdict>))]
public enum ReadinessVerdict
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    [JsonStringEnumMemberName("look_at_it")]
    LookAtIt,

    [JsonStringEnumMemberName("broken")]
    Broken,
}

[JsonConverter(typeof(JsonStringEnumConverter<ServedBy>))]
public enum ServedBy
{
    /// <summary>A trained part, with live counts beside it.</summary>
    [JsonStringEnumMemberName("trained_model")]
    TrainedModel,

    /// <summary>Live counts, and where they have nothing to say what comes after them in the form's chain.</summary>
    [JsonStringEnumMemberName("live_counts")]
    LiveCounts,

    /// <summary>Only what comes last in the form's chain; up_sell and referral stay empty.</summary>
    [JsonStringEnumMemberName("fallback")]
    Fallback,
}
