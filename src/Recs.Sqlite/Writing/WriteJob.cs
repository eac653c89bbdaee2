namespace Recs.Sqlite.Writing;

/// <summary>One sender's write, waiting for its turn in a transaction.</summary>
/// <param name="weight">Roughly how many bytes it writes.</param>
internal abstract class WriteJob(int weight, CancellationToken cancel)
{
    /// <summary>Roughly how many bytes it writes: bounds a group.</summary>
    public int Weight => weight;

    /// <summary>The sender has given up before the writer took the job; nothing of it is written.</summary>
    public bool IsCancelled => cancel.IsCancellationRequested;

    protected CancellationToken Cancel => cancel;

    /// <summary>Writes within the open transaction.</summary>
    public abstract void Write(WriteSession session);

    /// <summary>The transaction is durable: answers the sender.</summary>
    public abstract void Succeed();

    /// <summary>Nothing was written: tells the sender.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Nothing was written, because the sender had given up.</summary>
    public abstract void Abandon();
}

/// <inheritdoc />
/// <param name="write">Writes and gives the answer. Before it has written anything it may throw <see cref="RefusedWriteException"/>, which concerns the sender alone.</param>
internal sealed class WriteJob<T>(int weight, Func<WriteSession, T> write, CancellationToken cancel) : WriteJob(weight, cancel)
{
    // Senders go on on their own threads: the writer has the next group to write.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T _result = default!;
    private Exception? _refused;

    public Task<T> Answer => _answer.Task;

    public override void Write(WriteSession session)
    {
        try
        {
            _result = write(session);
        }
        catch (RefusedWriteException error)
        {
            _refused = error.InnerException;
        }
    }

    public override void Succeed()
    {
        if (_refused is null) _answer.TrySetResult(_result);
        else _answer.TrySetException(_refused);
    }

    public override void Fail(Exception error) => _answer.TrySetException(error);

    public override void Abandon() => _answer.TrySetCanceled(Cancel);
}
