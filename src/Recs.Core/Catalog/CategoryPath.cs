namespace Recs.Core.Catalog;

/// <summary>A category is a path from the top: <c>Home &gt; Kitchen &gt; Mugs</c>.</summary>
public static class CategoryPath
{
    private const char Separator = '>';

    /// <summary>The first part of the path.</summary>
    public static string Top(string path)
    {
        var at = path.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? path : path[..at].TrimEnd();
    }

    /// <summary>The path is the category itself or lies below it.</summary>
    public static bool IsWithin(string path, string category) =>
        path.StartsWith(category, StringComparison.Ordinal)
        && (path.Length == category.Length || path.AsSpan(category.Length).TrimStart().StartsWith([Separator]));
}
