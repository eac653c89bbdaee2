using Recs.Core;
using Recs.Sqlite;

namespace Recs.Cli.Hosting;

/// <summary>Opens the data folder a verb was given, with errors that say what to do.</summary>
public static class SiteFolder
{
    /// <summary>Opens the folder, creating it where it is missing.</summary>
    /// <exception cref="CliException">It cannot be used.</exception>
    public static SqliteInstallation OpenOrCreate(string folder, TimeProvider clock, string whileInUse)
    {
        try
        {
            return SqliteInstallation.Open(new SqliteOptions { Folder = folder }, clock);
        }
        catch (DataFolderInUseException e)
        {
            throw new CliException(ExitCodes.DataFolder, $"{e.Message} {whileInUse}");
        }
        catch (RecsException e)
        {
            throw new CliException(ExitCodes.DataFolder, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.DataFolder, $"The data folder {folder} cannot be used: {e.Message} Choose a folder you may write to (--data).");
        }
    }

    /// <summary>Opens a folder that must hold an installation.</summary>
    /// <exception cref="CliException">It does not, or cannot be used.</exception>
    public static SqliteInstallation Open(string folder, TimeProvider clock, string whileInUse)
    {
        if (File.Exists(DataFolder.DatabaseFile(folder))) return OpenOrCreate(folder, clock, whileInUse);
        throw new CliException(ExitCodes.DataFolder, $"There is no {DataFolder.DatabaseFile(folder)}. Name the data folder of an installation with --data, or create one: start the server, or recs import.");
    }

    /// <summary>Opens a folder that must hold an installation, or where another process holds it a copy of it as of now, which goes away when it is disposed.</summary>
    /// <exception cref="CliException">There is none, or it cannot be used.</exception>
    public static (SqliteInstallation Installation, ScratchFolder? Copy) OpenOrCopy(string folder, TimeProvider clock)
    {
        if (!File.Exists(DataFolder.DatabaseFile(folder)) || DataFolder.FindOwner(folder) is null) return (Open(folder, clock, ""), null);
        var copy = Room(folder);
        try
        {
            DataFolderCopy.Make(folder, copy.Path);
            return (Open(copy.Path, clock, ""), copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static ScratchFolder Room(string folder)
    {
        try
        {
            return ScratchFolder.Create(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.DataFolder, $"The data folder {folder} is in use, and the copy of it that would be read cannot be made in it: {e.Message} Run as a user who may write to it.");
        }
    }
}
