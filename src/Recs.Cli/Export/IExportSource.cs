namespace Recs.Cli.Export;

/// <summary>
/// What can be exported, as pages of text. From the same bounds come the same pages whenever they are read, so that an export goes on
/// where it was interrupted.
/// </summary>
internal interface IExportSource
{
    /// <summary>What there is now; the export goes no further. Numbers whose meaning is the source's own.</summary>
    ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel);

    /// <summary>What was within the bounds is still there as it was, so that an export may go on.</summary>
    ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel);

    /// <summary>What <see cref="ExportPage.Done"/> comes to at the end.</summary>
    long Total(IReadOnlyList<long> bounds);

    /// <summary>The pages, in order.</summary>
    /// <param name="bounds">From <see cref="BoundsAsync"/>, now or when the export began.</param>
    /// <param name="after">Where the last page that was written ended; null: none was.</param>
    /// <param name="progress">Hears of work before the first page.</param>
    /// <param name="cancel">Stops reading.</param>
    IAsyncEnumerable<ExportPage> ReadAsync(IReadOnlyList<long> bounds, IReadOnlyList<long>? after, Output.IProgressDisplay progress, CancellationToken cancel);
}

/// <param name="End">Where the page ends. Numbers whose meaning is the source's own.</param>
/// <param name="Done">How much has been read.</param>
/// <param name="Rows">Rows in the text.</param>
/// <param name="Text">Whole rows in UTF-8; may be empty.</param>
internal sealed record ExportPage(IReadOnlyList<long> End, long Done, int Rows, ReadOnlyMemory<byte> Text);
