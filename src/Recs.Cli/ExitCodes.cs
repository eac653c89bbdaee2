namespace Recs.Cli;

/// <summary>What the process returns.</summary>
public static class ExitCodes
{
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
