using System.Text.Json;
using Recs.Cli.Output;
using Recs.Sites;

namespace Recs.Cli.Sites;

/// <summary>Sites as JSON for programs.</summary>
public static class SiteJson
{
    /// <summary>One site with its keys as they are: when they are new, they are shown this once.</summary>
    public static byte[] WriteWithKeys(string name, SiteOptions site) => JsonText.Write(json => Write(json, name, site, k => k));

    /// <summary>Sites with their keys masked.</summary>
    public static byte[] Write(IEnumerable<KeyValuePair<string, SiteOptions>> sites) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var (name, site) in sites) Write(json, name, site, SiteKeys.Masked);
        json.WriteEndArray();
    });

    /// <summary>A new key of a site.</summary>
    public static byte[] WriteKey(string name, string kind, string key) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("site", name);
        json.WriteString("kind", kind);
        json.WriteString("key", key);
        json.WriteEndObject();
    });

    /// <summary>A key that was taken away.</summary>
    public static byte[] WriteRemoved(string name, string masked) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("site", name);
        json.WriteString("removed", masked);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, SiteOptions site, Func<string, string> shown)
    {
        json.WriteStartObject();
        json.WriteString("site", name);
        Write(json, "writeKeys", site.WriteKeys.Select(shown));
        Write(json, "secretKeys", site.SecretKeys.Select(shown));
        Write(json, "origins", site.Origins);
        json.WriteString("timeZone", site.TimeZone);
        json.WriteString("baseCurrency", site.BaseCurrency);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
