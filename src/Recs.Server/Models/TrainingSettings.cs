namespace Recs.Server.Models;

/// <summary>When the server trains by itself, and how much of the machine that may take. Off unless told.</summary>
public sealed class TrainingSettings
{
    /// <summary>Train again so long after the last time. Null, the default: not by time.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>Train again after so many new records in the log. Null, the default: not by number.</summary>
    public long? AfterEvents { get; set; }

    /// <summary>Processors a training may use. Default: half of them, at least one.</summary>
    public int Threads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Options tried per method. Default 10.</summary>
    public int Trials { get; set; } = 10;

    /// <summary>Dimensions of the factors. Default 64.</summary>
    public int Factors { get; set; } = 64;

    /// <summary>Of more interactions than this the newest are trained on: some 200 bytes of memory each at the worst. Default 5,000,000.</summary>
    public int MaxInteractions { get; set; } = 5_000_000;

    internal IEnumerable<string> Problems()
    {
        if (Every < TimeSpan.FromMinutes(1) || Every > TimeSpan.FromDays(365)) yield return $"Recs:Training:Every is {Every}; a minute to 365 days or nothing was expected.";
        if (AfterEvents < 1) yield return $"Recs:Training:AfterEvents is {AfterEvents}; at least 1 or nothing was expected.";
        if (Threads is < 1 or > 1024) yield return $"Recs:Training:Threads is {Threads}; 1 to 1024 were expected.";
        if (Trials is < 1 or > 10_000) yield return $"Recs:Training:Trials is {Trials}; 1 to 10,000 were expected.";
        if (Factors is < 1 or > 1024) yield return $"Recs:Training:Factors is {Factors}; 1 to 1,024 were expected.";
        if (MaxInteractions < 1000) yield return $"Recs:Training:MaxInteractions is {MaxInteractions}; at least 1,000 were expected.";
    }
}
