using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recs.Sites;

/// <summary>What <c>sites.json</c> holds.</summary>
/// <param name="Version">Of the format; 1 is the only one.</param>
/// <param name="Sites">The sites by name.</param>
public sealed record SitesDocument(int Version, Dictionary<string, SiteOptions> Sites)
{
    public const int CurrentVersion = 1;

    /// <summary>What a missing file stands for.</summary>
    public static SitesDocument Empty() => new(CurrentVersion, []);
}

/// <summary>Reads and writes sites; an option nobody knows is a mistake, not a remark.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SitesDocument))]
internal sealed partial class SitesJson : JsonSerializerContext;
