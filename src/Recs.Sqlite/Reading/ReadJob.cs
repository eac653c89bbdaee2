using Microsoft.Data.Sqlite;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Reading;

/// <summary>A read waiting for a thread.</summary>
internal abstract class ReadJob
{
    /// <summary>Reads, unless the caller has given up, and answers.</summary>
    public abstract void Run(Database database);

    /// <summary>Answers that nothing will be read.</summary>
    public abstract void Refuse(Exception reason);
}

/// <inheritdoc />
internal sealed class ReadJob<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancel) : ReadJob
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void Run(Database database)
    {
        if (cancel.IsCancellationRequested)
        {
            _answer.TrySetCanceled(cancel);
            return;
        }

        try
        {
            database.StopWith(cancel);
            _answer.TrySetResult(database.ReadOnce(argument, read));
        }
        catch (SqliteException) when (cancel.IsCancellationRequested)
        {
            _answer.TrySetCanceled(cancel);
        }
        catch (SqliteException error)
        {
            _answer.TrySetException(ReaderPool.Unavailable(error));
        }
        catch (Exception error)
        {
            _answer.TrySetException(error);
        }
    }

    public override void Refuse(Exception reason) => _answer.TrySetException(reason);
}
