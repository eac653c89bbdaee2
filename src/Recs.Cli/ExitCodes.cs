namespace Recs.Cli;

/// <summary>What the process returns.</summary>
public static class ExitCodes
{
    /// <summary>All of them, as every help says them.</summary>
    public const string InWords = "Exit codes: 0 done, 1 bad data, a difference or nothing found, 2 wrong usage, 3 data folder unusable, 130 stopped.";

    public const int Ok = 0;

    /// <summary>The data could not be read, or a comparison found a difference.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The data folder cannot be used: missing, in use, written by a newer build, or holding something else.</summary>
    public const int DataFolder = 3;

    /// <summary>Stopped by the person who started it.</summary>
    public const int Interrupted = 130;
}
