using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Recs.Cli.Export.Rows;

/// <summary>Comma-separated rows under a header (RFC 4180, with a line feed alone at the end of a line); what is not known is empty.</summary>
/// <param name="columns">Their names.</param>
/// <param name="rows">The fields of each row, in the order of the columns.</param>
internal sealed class CsvRows<T>(IReadOnlyList<string> columns, Func<T, IEnumerable<IReadOnlyList<string?>>> rows) : IRowFormat<T>
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public void Begin(IBufferWriter<byte> page) => Write([columns], page);

    public int Write(T row, IBufferWriter<byte> page) => Write(rows(row), page);

    private static int Write(IEnumerable<IReadOnlyList<string?>> rows, IBufferWriter<byte> page)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, Configuration, leaveOpen: true);
        var count = 0;
        foreach (var row in rows)
        {
            foreach (var field in row) csv.WriteField(field);
            csv.NextRecord();
            count++;
        }

        csv.Flush();
        Encoding.UTF8.GetBytes(text.ToString(), page);
        return count;
    }
}
