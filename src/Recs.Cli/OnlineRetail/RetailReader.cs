using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>Reads one file of the data set line by line. A damaged file is refused with its name and line, never read in part.</summary>
public static class RetailReader
{
    /// <summary>No field of the data set comes near; an unclosed quotation mark would otherwise swallow the rest of a file.</summary>
    private const int LongestField = 10_000;

    private const string Truncated = "the file ends in the middle of this line. It was probably cut off on its way here: fetch it again";

    /// <exception cref="RetailDataException">The file is foreign, damaged or truncated. The message names file and line.</exception>
    public static IEnumerable<RetailLine> Read(RetailFile file)
    {
        using var text = new LastCharacter(file.Open());
        using var parser = new CsvParser(text, Configuration(file));
        if (!Next(parser, file, 0)) throw new RetailDataException($"{file.Name} is empty. Expected a header and lines of the Online Retail data set.");
        var columns = RetailColumns.From(parser.Record ?? [], file);
        var countries = new HashSet<string>(StringComparer.Ordinal);
        var knowsCountry = true;
        var last = (long)parser.RawRow;
        var times = new TimeMemory();
        while (Next(parser, file, last))
        {
            var line = last + 1;
            last = parser.RawRow;
            if (parser.Count == 1 && string.IsNullOrWhiteSpace(parser[0])) continue;
            if (parser.Count != columns.Count) throw WrongCount(file, line, parser, columns, text);
            var read = Line(parser, columns, new RetailFields(file, line), times);
            knowsCountry = !countries.Add(read.Country);
            yield return read;
        }

        // A cut inside the last column leaves the right number of columns, but a country no other line has.
        if (text.Seen is not ('\n' or '\r') && !knowsCountry) throw new RetailDataException(file.Name, last, $"{Truncated}, or end its last line with a line break if it is complete.");
    }

    private static RetailLine Line(CsvParser parser, RetailColumns at, RetailFields fields, TimeMemory times)
    {
        var invoice = fields.Invoice(parser[at.Invoice].Trim());
        return new RetailLine(
            invoice,
            fields.StockCode(parser[at.StockCode].Trim()),
            parser[at.Description].Trim(),
            fields.Quantity(parser[at.Quantity].Trim(), invoice.StartsWith('C')),
            times.Read(parser[at.Date].Trim(), fields),
            fields.Price(parser[at.Price].Trim()),
            fields.Customer(parser[at.Customer].Trim()),
            parser[at.Country].Trim());
    }

    private static bool Next(CsvParser parser, RetailFile file, long line)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw new RetailDataException(file.Name, line + 1, $"a field is longer than {LongestField} characters. Probably a quotation mark is not closed; correct the line.");
        }
        catch (InvalidDataException e)
        {
            throw new RetailDataException(file.Name, line + 1, $"the compressed data end or are damaged here ({e.Message.TrimEnd('.')}). Fetch the file again.");
        }
        catch (DecoderFallbackException)
        {
            throw new RetailDataException(file.Name, line + 1, "at or after this line the text is not UTF-8. Save the file as UTF-8 and repeat.");
        }
        catch (IOException e)
        {
            throw new RetailDataException(file.Name, line + 1, $"the file cannot be read further: {e.Message}");
        }
    }

    private static RetailDataException WrongCount(RetailFile file, long line, CsvParser parser, RetailColumns columns, LastCharacter text)
    {
        var found = parser.Count;
        var atEnd = !Next(parser, file, line) && text.Seen is not ('\n' or '\r');
        return new RetailDataException(file.Name, line, atEnd
            ? $"{Truncated} (found {found} of {columns.Count} columns)."
            : $"found {found} columns; expected {columns.Count}, as in the header. Correct the line: a text with a comma needs quotation marks.");
    }

    private static CsvConfiguration Configuration(RetailFile file) => new(CultureInfo.InvariantCulture)
    {
        CacheFields = true,
        IgnoreBlankLines = false,
        MaxFieldSize = LongestField,
        BadDataFound = bad => throw new RetailDataException(file.Name, bad.Context.Parser?.RawRow ?? 0, "a quotation mark stands inside a text that is not in quotation marks. Put the text in quotation marks and double the one inside."),
    };

    // Lines of an invoice follow each other, so most times are the one before.
    private sealed class TimeMemory
    {
        private string? _text;
        private Instant _time;

        public Instant Read(string text, RetailFields fields)
        {
            if (text == _text) return _time;
            (_time, _text) = (fields.Time(text), text);
            return _time;
        }
    }
}
