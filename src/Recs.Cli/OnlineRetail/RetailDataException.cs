namespace Recs.Cli.OnlineRetail;

/// <summary>A file is not what the reader expects. The message names the file and, where there is one, the line.</summary>
public sealed class RetailDataException : CliException
{
    public RetailDataException(string message) : base(ExitCodes.Failed, message)
    {
    }

    public RetailDataException(string file, long line, string message) : this($"{file}, line {line}: {message}")
    {
    }
}
