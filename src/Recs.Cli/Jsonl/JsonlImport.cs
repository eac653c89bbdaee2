using System.Security.Cryptography;
using Recs.Cli.Files;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Core;

namespace Recs.Cli.Jsonl;

/// <summary>Sends files of JSON lines to a site as history: products first, then events in the order of the lines. Lines that cannot be taken are told and left out.</summary>
/// <param name="open">Opens the site, once the files have been looked through; it is closed at the end.</param>
/// <param name="progress">Shows how far it is.</param>
public sealed class JsonlImport(Func<IImportTarget> open, IProgressDisplay progress)
{
    // Parts are cut by lines alone, so that an import that was stopped finds its parts again.
    private const int LinesPerPart = 500;
    private const int ItemsPerRequest = 1_000;
    private const int MostRefusals = 100;

    private readonly List<RefusedLine> _refused = [];
    private long _refusedCount;

    /// <param name="events">One event a line, as <c>POST /v1/events</c> takes it, each with its timestamp, oldest first.</param>
    /// <param name="items">One product a line, as <c>PUT /v1/items</c> takes it; empty: the catalogue stays as it is.</param>
    /// <param name="settings">How the import is called, and what a new site begins with.</param>
    /// <param name="cancel">Stops between requests.</param>
    /// <exception cref="CliException">A file cannot be read, or has changed since the import began.</exception>
    public async Task<JsonlSummary> RunAsync(IReadOnlyList<InputFile> events, IReadOnlyList<InputFile> items, JsonlSettings settings, CancellationToken cancel)
    {
        var (name, lines) = Look(events, cancel);
        var id = settings.ImportId ?? name;
        await using var target = open();
        var put = await PutAsync(target, items, cancel);
        var before = await target.PartsAsync(id, cancel);
        var sent = await SendAsync(target, events, lines, id, settings, cancel);
        var applied = await target.ApplyAsync(progress.Begin("Applying events", sent.Accepted), cancel);
        return new JsonlSummary(
            id, sent.Lines, sent.Accepted, sent.Duplicates, put, _refusedCount, _refused, sent.OutOfOrder, applied || sent.Parts > before, await target.ReadAppliedAsync(cancel));
    }

    // Once through all files before anything is sent: a damaged one is known in time, and the name is made of the contents, so
    // that the same files are the same import wherever they lie.
    private (string Name, long Lines) Look(IReadOnlyList<InputFile> files, CancellationToken cancel)
    {
        var done = progress.Begin($"Looking through {files.Count} files", files.Count);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = 0L;
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var (_, line) in LineReader.Read(files[i]))
            {
                if ((++lines & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
                hash.AppendData(line.Span);
                hash.AppendData("\n"u8);
            }

            done.Report(i + 1);
        }

        return ("jsonl-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12)), lines);
    }

    private async Task<long> PutAsync(IImportTarget target, IReadOnlyList<InputFile> files, CancellationToken cancel)
    {
        if (files.Count == 0) return 0;
        var (batch, put) = (new LineBatch("items"), 0L);
        var done = progress.Begin("Sending the catalogue", files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var (number, line) in LineReader.Read(files[i]))
            {
                if (IsBlank(line.Span)) continue;
                if (JsonLine.Problem(line, out _) is { } problem) Refuse(files[i], number, problem);
                else batch.Add(files[i], number, line.Span);
                if (batch.Count == ItemsPerRequest || batch.IsLarge) put += await PutAsync(target, batch, cancel);
            }

            done.Report(i + 1);
        }

        return batch.Count > 0 ? put + await PutAsync(target, batch, cancel) : put;
    }

    private async Task<long> PutAsync(IImportTarget target, LineBatch batch, CancellationToken cancel)
    {
        var answer = await target.PutAsync(batch.Body(), cancel);
        Refuse(batch, answer);
        batch.Clear();
        return answer.Accepted;
    }

    private async Task<Sent> SendAsync(IImportTarget target, IReadOnlyList<InputFile> files, long lines, string id, JsonlSettings settings, CancellationToken cancel)
    {
        var (batch, sent, part, inPart) = (new LineBatch("batch"), new Sent(), 0, 0);
        var done = progress.Begin("Sending events", lines);
        foreach (var file in files)
        {
            foreach (var (number, line) in LineReader.Read(file))
            {
                if (IsBlank(line.Span)) continue;
                inPart++;
                sent.Lines++;
                Take(file, number, line, batch, sent);
                if (inPart < LinesPerPart && !batch.IsLarge) continue;
                await SendAsync(target, batch, Part(id, ++part, settings), sent, cancel);
                inPart = 0;
                done.Report(sent.Lines);
            }
        }

        await SendAsync(target, batch, Part(id, ++part, settings), sent, cancel);
        done.Report(lines);
        return sent;
    }

    private void Take(InputFile file, long number, ReadOnlyMemory<byte> line, LineBatch batch, Sent sent)
    {
        if (JsonLine.Problem(line, out var time) is { } problem)
        {
            Refuse(file, number, problem);
            return;
        }

        sent.See(time);
        batch.Add(file, number, line.Span);
    }

    private async Task SendAsync(IImportTarget target, LineBatch batch, HistoryPart part, Sent sent, CancellationToken cancel)
    {
        if (batch.Count == 0) return;
        var answer = await target.FileAsync(part, batch.Body(), cancel);
        sent.Parts++;
        sent.Accepted += answer.Accepted;
        sent.Duplicates += answer.Duplicates;
        Refuse(batch, answer);
        batch.Clear();
    }

    private static HistoryPart Part(string id, int number, JsonlSettings settings) => number == 1
        ? new HistoryPart(id, number) { TimeZone = settings.TimeZone, BaseCurrency = settings.Currency }
        : new HistoryPart(id, number);

    private void Refuse(LineBatch batch, IntakeAnswer answer)
    {
        _refusedCount += answer.RejectedCount - answer.Rejected.Count;
        foreach (var refused in answer.Rejected)
        {
            var (file, line) = batch[refused.Index];
            Refuse(file, line, refused.Reason);
        }
    }

    private void Refuse(InputFile file, long line, string reason)
    {
        _refusedCount++;
        if (_refused.Count < MostRefusals) _refused.Add(new RefusedLine(file.Name, line, reason));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t"u8).IsEmpty;

    private sealed class Sent
    {
        private Instant _newest = Instant.MinValue;

        public int Parts { get; set; }

        public long Lines { get; set; }

        public long Accepted { get; set; }

        public long Duplicates { get; set; }

        public long OutOfOrder { get; private set; }

        public void See(Instant? time)
        {
            if (time is not { } t) return;
            if (t < _newest) OutOfOrder++;
            else _newest = t;
        }
    }
}
