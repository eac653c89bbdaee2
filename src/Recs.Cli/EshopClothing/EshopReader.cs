using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Recs.Cli.Files;

namespace Recs.Cli.EshopClothing;

/// <summary>Reads the data set line by line. A damaged or foreign file is refused with its name, line, column and value.</summary>
public static class EshopReader
{
    private static readonly string[] Columns =
    [
        "year", "month", "day", "order", "country", "session ID", "page 1 (main category)", "page 2 (clothing model)", "colour", "location",
        "model photography", "price", "price 2", "page",
    ];

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { Delimiter = ";", Mode = CsvMode.NoEscape, IgnoreBlankLines = true, MaxFieldSize = 1_000 };

    /// <exception cref="CliException">The file is foreign, damaged or cut off.</exception>
    public static IEnumerable<EshopClick> Read(InputFile file)
    {
        using var text = file.OpenText();
        using var csv = new CsvParser(text, Configuration);
        if (!Next(csv, file) || !csv.Record!.Select(c => c.Trim()).SequenceEqual(Columns, StringComparer.OrdinalIgnoreCase))
            throw new CliException(ExitCodes.Failed, $"{file.Name}: the header {string.Join(';', Columns)} was expected. Name the file e-shop clothing 2008.csv of the data set (UCI 553), plain or .gz.");
        while (Next(csv, file))
        {
            if (csv.Count != Columns.Length) throw Wrong(file, csv.RawRow, $"{Columns.Length} columns were expected; {csv.Count} were found. Was the file cut off on its way? Fetch it again.");
            yield return Click(csv, file);
        }
    }

    private static EshopClick Click(CsvParser csv, InputFile file)
    {
        int Number(int column, int least, int most) => int.TryParse(csv[column], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw Wrong(file, csv.RawRow, $"{Columns[column]}: a whole number from {least} to {most} was expected; “{csv[column]}” was found.");
        var (year, month) = (Number(0, 2000, 2100), Number(1, 1, 12));
        var model = csv[7].Trim();
        if (model.Length is 0 or > 20) throw Wrong(file, csv.RawRow, $"{Columns[7]}: the code of a model was expected; “{model}” was found.");
        return new EshopClick(
            new DateOnly(year, month, Number(2, 1, DateTime.DaysInMonth(year, month))), Number(3, 1, 10_000), Number(4, 1, 47), Number(5, 1, int.MaxValue),
            Number(6, 1, 4), model, Number(8, 1, 14), Number(9, 1, 6), Number(11, 1, 100_000), Number(13, 1, 100));
    }

    private static bool Next(CsvParser csv, InputFile file)
    {
        try
        {
            return csv.Read();
        }
        catch (InvalidDataException e)
        {
            throw Wrong(file, csv.RawRow + 1, $"the compressed data end or are damaged here ({e.Message.TrimEnd('.')}). Fetch the file again.");
        }
        catch (Exception e) when (e is DecoderFallbackException or MaxFieldSizeException or IOException)
        {
            throw Wrong(file, csv.RawRow + 1, $"the file cannot be read here: {e.Message} Fetch it again.");
        }
    }

    private static CliException Wrong(InputFile file, int line, string message) => new(ExitCodes.Failed, $"{file.Name}, line {line}: {message}");
}
