using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Recs.Server.Http;
using Recs.Training.Artefacts;

namespace Recs.Server.Models;

/// <summary>An artefact that came as a zip of its files.</summary>
internal static class UploadedArtefact
{
    /// <summary>The largest archive, and the largest sum of what is in it.</summary>
    public const long MostBytes = 1L << 30;

    // One at a time: what is in an archive is held in memory.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Reads the files, or the problem with them. What is held in memory is what is in the archive, up to <see cref="MostBytes"/>.</summary>
    public static async Task<(IReadOnlyDictionary<string, byte[]>? Files, Problem? Problem)> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > MostBytes) return (null, TooLarge());
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await http.Request.Body.CopyToAsync(file, cancel);
        file.Position = 0;
        await Turn.WaitAsync(cancel);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.Entries.Any(e => e.Length is < 0 or > MostBytes) || archive.Entries.Sum(e => e.Length) > MostBytes) return (null, TooLarge());
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var entry in archive.Entries.Where(e => e.Name.Length > 0))
            {
                if (!ArtefactFiles.All.Contains(entry.Name)) return (null, Wrong($"the archive holds {entry.FullName}; an artefact has {string.Join(", ", ArtefactFiles.All)} and no other"));
                if (!files.TryAdd(entry.Name, await BytesOf(entry, cancel))) return (null, Wrong($"the archive holds {entry.Name} twice"));
            }

            return (files, null);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            return (null, Wrong($"the body is no zip archive ({error.Message}); send the files of the artefact's folder as one, for instance with zip -j"));
        }
        finally
        {
            Turn.Release();
        }
    }

    // As long as announced and no longer, whatever the archive unfolds to.
    private static async Task<byte[]> BytesOf(ZipArchiveEntry entry, CancellationToken cancel)
    {
        var bytes = new byte[entry.Length];
        await using var stream = await entry.OpenAsync(cancel);
        await stream.ReadExactlyAsync(bytes, cancel);
        return await stream.ReadAsync(new byte[1], cancel) == 0 ? bytes : throw new InvalidDataException($"{entry.Name} is longer than it says");
    }

    private static Problem TooLarge() => new(ProblemCode.TooLarge, $"An artefact takes up to {MostBytes >> 20} MB. Train with fewer factors or shorter lists.");

    private static Problem Wrong(string what) => new(ProblemCode.InvalidModel, $"The artefact cannot be used: {what}.");
}
