using System.Globalization;
using System.IO.Compression;
using System.Text;
using Recs.Cli.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests.OnlineRetail;

/// <summary>Writes files as the data set has them.</summary>
internal static class RetailCsv
{
    public const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    public static string Line(
        string invoice = "536365", string code = "85123A", string description = "WHITE HANGING HEART T-LIGHT HOLDER", int quantity = 6,
        string date = "2010-12-01 08:26:00", decimal price = 2.55m, string customer = "17850.0", string country = "United Kingdom") =>
        string.Create(CultureInfo.InvariantCulture, $"{invoice},{code},{description},{quantity},{date},{price},{customer},{country}");

    public static string Text(params string[] lines) => string.Concat(lines.Prepend(Header).Select(l => l + "\r\n"));

    public static RetailFile File(TempFolder folder, string text, string name = "online_retail_2010-12.csv")
    {
        System.IO.File.WriteAllText(folder.File(name), text, new UTF8Encoding(false));
        return new RetailFile(folder.File(name));
    }

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public static RetailBook Book(params string[] lines)
    {
        using var folder = new TempFolder();
        var file = File(folder, Text(lines));
        var book = new RetailBook();
        foreach (var line in RetailReader.Read(file)) book.Add(line, file);
        return book;
    }
}
