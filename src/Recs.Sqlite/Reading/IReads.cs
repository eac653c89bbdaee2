using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Reading;

/// <summary>Runs reads, each on a connection that sees one committed state of the whole file.</summary>
internal interface IReads
{
    /// <exception cref="StoreUnavailableException">The file could not be read.</exception>
    ValueTask<T> ReadAsync<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancel);
}
