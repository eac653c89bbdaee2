namespace Recs.Cli.Hosting;

/// <summary>A folder that is removed with all that is in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recs-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
