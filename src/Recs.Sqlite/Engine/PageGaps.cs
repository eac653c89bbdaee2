using System.Buffers.Binary;

namespace Recs.Sqlite.Engine;

/// <summary>
/// Overwrites what SQLite leaves behind between the cells of its pages. <c>secure_delete</c> zeroes what is deleted, but a cell that moves to
/// another page when a tree is balanced stays where it was, in the part of the page that nothing points to, and is still there when
/// the row is deleted later. The layout: <see href="https://www.sqlite.org/fileformat2.html#b_tree_pages">Database File Format, 1.6</see>.
/// </summary>
/// <remarks>
/// The file is written past SQLite, only where no page says anything. It stays open until this is disposed of, after every connection, since closing a
/// file frees all locks that the process has on it.
/// </remarks>
internal sealed class PageGaps : IDisposable
{
    private const int PagesAtOnce = 256;
    private const int FileHeader = 100;

    private readonly FileStream _file;
    private readonly int _size;
    private readonly int _usable;

    /// <param name="path">A database that has pages.</param>
    public PageGaps(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Span<byte> header = stackalloc byte[FileHeader];
        RandomAccess.Read(_file.SafeFileHandle, header, 0);
        _size = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size && size == 1 ? 65_536 : size;
        _usable = _size - header[20];
    }

    /// <summary>Where pages begin that have something left behind. Beside a writer it may miss what is written meanwhile.</summary>
    public List<long> Find()
    {
        var found = new List<long>();
        var pages = new byte[_size * PagesAtOnce];
        for (var at = 0L; RandomAccess.Read(_file.SafeFileHandle, pages, at) is var read and > 0; at += read)
        {
            for (var page = 0; page + _size <= read; page += _size)
            {
                if (Left(pages.AsSpan(page, _usable), at + page) is { Length: > 0 }) found.Add(at + page);
            }
        }

        return found;
    }

    /// <summary>Overwrites what is left behind in some pages. By the thread that writes, while the write-ahead log is empty.</summary>
    public void Clear(IReadOnlyList<long> pages)
    {
        var page = new byte[_usable];
        foreach (var at in pages)
        {
            if (RandomAccess.Read(_file.SafeFileHandle, page, at) < _usable) continue;
            var left = Left(page, at);
            if (left.IsEmpty) continue;
            left.Clear();
            RandomAccess.Write(_file.SafeFileHandle, left, at + Gap(page, Header(at)).From);
        }

        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static Span<byte> Left(Span<byte> page, long at)
    {
        var (from, to) = Gap(page, Header(at));
        var gap = page[from..to];
        return gap.IndexOfAnyExcept((byte)0) < 0 ? [] : gap;
    }

    private static int Header(long at) => at == 0 ? FileHeader : 0;

    // Between the list of cells and the cells; nothing where this is no page of a tree.
    private static (int From, int To) Gap(ReadOnlySpan<byte> page, int header)
    {
        if (page[header] is not (2 or 5 or 10 or 13)) return (0, 0);
        var list = header + (page[header] is 2 or 5 ? 12 : 8);
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        int to = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 5)..]);
        if (to == 0) to = 65_536;
        var from = list + (2 * cells);
        if (from > to || to > page.Length) return (0, 0);
        for (var cell = list; cell < from; cell += 2)
        {
            var place = BinaryPrimitives.ReadUInt16BigEndian(page[cell..]);
            if (place < to || place >= page.Length) return (0, 0);
        }

        return (from, to);
    }
}
