namespace Recs.Cli.Files;

/// <summary>Files as a person names them on the command line.</summary>
internal static class InputFiles
{
    /// <exception cref="CliException">One does not exist.</exception>
    public static IReadOnlyList<InputFile> Find(IEnumerable<string> paths) => [.. paths.Select(path => File.Exists(path)
        ? new InputFile(path)
        : throw new CliException(ExitCodes.Failed, Directory.Exists(path)
            ? $"{path} is a folder. Name the files in it, in the order of time."
            : $"{path} does not exist. Expected a file; check the path."))];
}
