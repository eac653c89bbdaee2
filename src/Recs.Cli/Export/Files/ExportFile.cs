using System.IO.Compression;

namespace Recs.Cli.Export.Files;

/// <summary>
/// The file of an export while it is made: <c>.part</c> behind its name, and beside it how far it is. It gets its name when it is whole,
/// so that what was killed looks like nothing else. Compressed, each page is a member of its own (RFC 1952, 2.2), so that the bytes do
/// not depend on where an export was interrupted.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    // Between two states; what is behind the last one is written again after a kill.
    private const int UsualBytesPerState = 4 << 20;

    // A compressed file without rows: one empty member.
    private static readonly byte[] EmptyMember = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ExportRequest _request;
    private readonly FileStream _part;
    private readonly int _bytesPerState;
    private ExportState _state;
    private bool _unsaved;
    private long _saved;

    private ExportFile(ExportRequest request, FileStream part, ExportState state, bool goneOn, int bytesPerState)
    {
        (_request, _part, _state, GoneOn, _bytesPerState) = (request, part, state, goneOn, bytesPerState);
        _saved = state.Length;
    }

    /// <summary>An interrupted export is gone on with.</summary>
    public bool GoneOn { get; }

    public ExportState State => _state;

    /// <summary>Opens the file, at the end of what an interrupted export has written of it.</summary>
    /// <param name="request">What is to be exported.</param>
    /// <param name="source">Says whether an interrupted export may go on.</param>
    /// <param name="bytesPerState">So much is written between two states; null: the usual.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="CliException">There is such a file already, or it cannot be written.</exception>
    public static async Task<ExportFile> OpenAsync(ExportRequest request, IExportSource source, int? bytesPerState, CancellationToken cancel)
    {
        if (Path.Exists(request.File)) throw new CliException(ExitCodes.Usage, $"{request.File} is there already. Name another file (--out), or remove it.");
        var (partName, stateName) = (PartOf(request.File), StateOf(request.File));
        var known = ExportState.Read(stateName);
        if (File.Exists(partName) && known?.Request != request.Fingerprint)
            throw new CliException(ExitCodes.Usage, $"{partName} is of another export. Remove it and {stateName}, or repeat that one to go on with it.");
        var mayGoOn = known is not null && File.Exists(partName) && new FileInfo(partName).Length >= known.Length && await source.StillHoldsAsync(known.Bounds, cancel);
        var state = mayGoOn ? known! : new ExportState(request.Fingerprint, await source.BoundsAsync(cancel), null, 0, 0);
        return new ExportFile(request, Open(partName, stateName, state), state, mayGoOn && state.At is not null, bytesPerState ?? UsualBytesPerState);
    }

    /// <summary>Adds a page.</summary>
    /// <exception cref="CliException">There is no room for it; what was written before stays.</exception>
    public void Append(ExportPage page)
    {
        try
        {
            if (!page.Text.IsEmpty) _part.Write(_request.Compressed ? Member(page.Text.Span) : page.Text.Span);
            (_state, _unsaved) = (_state with { At = page.End, Length = _part.Position, Rows = _state.Rows + page.Rows }, true);
            if (_state.Length - _saved >= _bytesPerState) Save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, $"{_part.Name} cannot be written further: {e.Message} Make room and repeat the command; it goes on where it stopped.");
        }
    }

    /// <summary>The file is whole and gets its name.</summary>
    /// <exception cref="CliException">There is a file of that name by now.</exception>
    public void Finish()
    {
        if (_request.Compressed && _state.Length == 0) _part.Write(EmptyMember);
        _state = _state with { Length = _part.Position };
        _part.Flush(flushToDisk: true);
        _unsaved = false;
        try
        {
            File.Move(_part.Name, _request.File);
        }
        catch (IOException e)
        {
            throw new CliException(ExitCodes.Failed, $"{_part.Name} is whole but cannot be renamed to {_request.File}: {e.Message} Rename it, or remove what is in its way and repeat the command.");
        }

        File.Delete(StateOf(_request.File));
    }

    /// <summary>Whatever was not finished can be gone on with from the last whole page.</summary>
    public void Dispose()
    {
        try
        {
            if (_unsaved) Save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The state before this one holds.
        }

        _part.Dispose();
    }

    internal static string PartOf(string file) => file + ".part";

    internal static string StateOf(string file) => file + ".part.json";

    // The state first: a part without one is not ours.
    private static FileStream Open(string partName, string stateName, ExportState state)
    {
        FileStream? part = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(partName))!);
            if (state.At is null) state.Write(stateName);
            part = new FileStream(partName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            part.SetLength(state.Length);
            part.Position = state.Length;
            return part;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            part?.Dispose();
            throw new CliException(ExitCodes.Failed, $"{partName} cannot be written: {e.Message} Is another export writing it, and may you write there?");
        }
    }

    private void Save()
    {
        _part.Flush(flushToDisk: true);
        _state.Write(StateOf(_request.File));
        (_saved, _unsaved) = (_state.Length, false);
    }

    private static byte[] Member(ReadOnlySpan<byte> text)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) zipped.Write(text);
        return bytes.ToArray();
    }
}
