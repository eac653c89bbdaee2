using Recs.Cli.Export.Files;
using Recs.Cli.Output;

namespace Recs.Cli.Export;

/// <summary>Writes the pages of a source into a file, from where an interrupted export stopped.</summary>
/// <param name="request">What and where.</param>
/// <param name="source">Where from.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="bytesPerState">So much is written between two states; null: the usual.</param>
internal sealed class ExportRun(ExportRequest request, IExportSource source, IProgressDisplay progress, int? bytesPerState = null)
{
    /// <exception cref="CliException">The file is there already or cannot be written.</exception>
    public async Task<ExportSummary> RunAsync(CancellationToken cancel)
    {
        using var file = await ExportFile.OpenAsync(request, source, bytesPerState, cancel);
        var (bounds, before) = (file.State.Bounds, file.State.Rows);
        IProgress<long>? done = null;
        await foreach (var page in source.ReadAsync(bounds, file.State.At, progress, cancel))
        {
            done ??= progress.Begin($"Writing {request.Kind}", source.Total(bounds));
            file.Append(page);
            done.Report(page.Done);
            cancel.ThrowIfCancellationRequested();
        }

        file.Finish();
        return new ExportSummary(request, file.State.Rows, file.State.Length, file.GoneOn ? before : null);
    }
}
