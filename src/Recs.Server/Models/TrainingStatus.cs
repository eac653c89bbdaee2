using System.Text.Json.Serialization;

namespace Recs.Server.Models;

/// <summary>How the newest training of a site goes, or what came of it.</summary>
public sealed record TrainingStatus
{
    public static readonly TrainingStatus Never = new() { State = TrainingState.Never };

    public required TrainingState State { get; init; }

    /// <summary>When it began; null: never.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null: it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What is being done; null: nothing.</summary>
    public string? Step { get; init; }

    /// <summary>How far the step has come, 0 to 1.</summary>
    public double? Progress { get; init; }

    /// <summary>The model that came of it; null: none.</summary>
    public string? Version { get; init; }

    /// <summary>It serves.</summary>
    public bool Published { get; init; }

    /// <summary>Why it failed, or why its model does not serve.</summary>
    public string? Message { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<TrainingState>))]
public enum TrainingState
{
    Never,
    Running,
    Done,
    Failed,
}
