using Recs.Core;

namespace Recs.Cli;

/// <summary>A verb cannot go on. The message is for the person at the keyboard: what was expected, what was found, what to do.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
public class CliException(int exitCode, string message) : RecsException(message)
{
    public int ExitCode { get; } = exitCode;
}
