using System.Text.Json.Serialization;

namespace Recs.Sqlite.Catalog;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class CatalogJson : JsonSerializerContext;
