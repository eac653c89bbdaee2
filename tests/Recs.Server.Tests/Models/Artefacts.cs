using System.IO.Compression;

namespace Recs.Server.Tests.Models;

/// <summary>Models as they travel.</summary>
internal static class Artefacts
{
    public static HttpContent Zip(IReadOnlyDictionary<string, byte[]> files)
    {
        using var body = new MemoryStream();
        using (var archive = new ZipArchive(body, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return new ByteArrayContent(body.ToArray());
    }
}
