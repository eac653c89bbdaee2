namespace Recs.Cli.OnlineRetail;

/// <summary>Where the columns of the data set stand in a file, by its header. Order and further columns do not matter.</summary>
public sealed class RetailColumns
{
    private static readonly string[] Names =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    private RetailColumns(int count, int[] at) => (Count, Invoice, StockCode, Description, Quantity, Date, Price, Customer, Country) =
        (count, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]);

    /// <summary>How many columns each line must have.</summary>
    public int Count { get; }

    public int Invoice { get; }

    public int StockCode { get; }

    public int Description { get; }

    public int Quantity { get; }

    public int Date { get; }

    public int Price { get; }

    public int Customer { get; }

    public int Country { get; }

    /// <exception cref="RetailDataException">A column is missing; the message names it and what was found instead.</exception>
    public static RetailColumns From(string[] header, RetailFile file)
    {
        var found = header.Select(h => h.Trim()).ToArray();
        var missing = Names.Where(n => !found.Contains(n, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count == 0)
            return new RetailColumns(header.Length, Names.Select(n => Array.FindIndex(found, f => f.Equals(n, StringComparison.OrdinalIgnoreCase))).ToArray());
        throw new RetailDataException(file.Name, 1,
            $"the header lacks {string.Join(", ", missing)}. Expected the columns {string.Join(",", Names)}; found {Shown(found)}. Is this a file of the Online Retail data set, with commas between the columns?");
    }

    private static string Shown(string[] found)
    {
        var text = string.Join(",", found);
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}
