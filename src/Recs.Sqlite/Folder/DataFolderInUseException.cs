namespace Recs.Sqlite;

/// <summary>Another process holds the data folder. Talk to it at <see cref="DataFolderOwner.Url"/>, or stop it.</summary>
public sealed class DataFolderInUseException(string folder, DataFolderOwner owner) : RecsException(Describe(folder, owner))
{
    public DataFolderOwner Owner { get; } = owner;

    private static string Describe(string folder, DataFolderOwner owner)
    {
        var who = owner.ProcessId is { } id ? $"process {id}" : "another process";
        return owner.Url is { } url
            ? $"The data folder {folder} is in use by {who} at {url}. Talk to it there, or stop it."
            : $"The data folder {folder} is in use by {who}. Stop it, or choose another folder.";
    }
}
