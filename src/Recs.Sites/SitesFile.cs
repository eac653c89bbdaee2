using System.Text.Json;
using Recs.Core;

namespace Recs.Sites;

/// <summary>
/// <c>sites.json</c> of a data folder: the sites that <c>recs sites</c> keeps. Written whole beside and renamed, so a reader finds
/// the old text or the new; readable by its owner only, since it holds the secret keys as they are.
/// </summary>
public sealed class SitesFile(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A change takes milliseconds; whoever waits longer waits for a process that hangs.
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.Combine(folder, "sites.json");

    /// <summary>What changes when the file does; the same while it does not. Cheap enough to be asked every second.</summary>
    public (DateTime WrittenAt, long Length)? Stamp() => new FileInfo(Path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;

    /// <summary>The sites; none where the file is missing.</summary>
    /// <exception cref="RecsException">It cannot be read; the message says where and why.</exception>
    public SitesDocument Read()
    {
        if (!File.Exists(Path)) return SitesDocument.Empty();
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var document = JsonSerializer.Deserialize(stream, SitesJson.Default.SitesDocument);
            if (document?.Version != SitesDocument.CurrentVersion) throw new RecsException($"{Path} has version {document?.Version}; this build reads version {SitesDocument.CurrentVersion}. Use the build that wrote it, or a newer one.");
            if (document.Sites is null) throw new RecsException($"{Path} has no \"sites\"; {{\"version\": 1, \"sites\": {{…}}}} was expected.");
            return Filled(document);
        }
        catch (JsonException e)
        {
            throw new RecsException($"{Path} cannot be read: {e.Message} Mend it, or put back the last good one.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecsException($"{Path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Changes the sites; two who do so at once go one after the other. The folder is created where it is missing.</summary>
    /// <exception cref="RecsException">What is there cannot be read, what would be there breaks a rule, or the folder cannot be written.</exception>
    public void Change(Action<Dictionary<string, SiteOptions>> change)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var turn = TakeTurn();
            var document = Read();
            change(document.Sites);
            if (SiteRules.Problems(document.Sites) is { Count: > 0 } problems) throw new RecsException("Nothing was changed: " + string.Join(" ", problems));
            Write(document);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecsException($"{Path} cannot be written: {e.Message}", e);
        }
    }

    private void Write(SitesDocument document)
    {
        var beside = Path + ".new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, Options(FileMode.CreateNew)))
        {
            JsonSerializer.Serialize(stream, document, SitesJson.Default.SitesDocument);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, Path, overwrite: true);
    }

    private FileStream TakeTurn()
    {
        using var pause = new ManualResetEventSlim();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path + ".lock", Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < Attempts)
            {
                pause.Wait(Pause);
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    // null in the file stands for an option left out.
    private static SitesDocument Filled(SitesDocument document)
    {
        foreach (var (name, site) in document.Sites)
        {
            var options = site ?? new SiteOptions();
            options.WriteKeys ??= [];
            options.SecretKeys ??= [];
            options.Origins ??= [];
            options.KeptParameters ??= [];
            options.Limits ??= new SiteLimits();
            document.Sites[name] = options;
        }

        return document;
    }
}
