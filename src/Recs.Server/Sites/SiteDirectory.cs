using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>Which site and kind a key stands for now. Swapped whole when the configuration changes; read by anyone.</summary>
public sealed class SiteDirectory(SiteTable table)
{
    private SiteTable _current = table;

    /// <summary>The sites and keys in force. A request that asks twice should hold on to it.</summary>
    public SiteTable Current => Volatile.Read(ref _current);

    public IReadOnlyDictionary<string, SiteOptions> Sites => Current.Sites;

    /// <summary>What a key stands for, or null.</summary>
    public RequestKey? Find(string? key) => Current.Find(key);

    /// <summary>Puts other sites in force, for every request from now on.</summary>
    public void Swap(SiteTable table) => Volatile.Write(ref _current, table);
}
