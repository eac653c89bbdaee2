using System.Globalization;
using System.IO.Compression;
using Recs.Core;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>The clicks of the clothing shop of 2008 (UCI 553): sessions in the order of the file, each in the order of its clicks.</summary>
/// <param name="Models">Every product that was clicked.</param>
/// <param name="Sessions">Each with its day and the products clicked.</param>
internal sealed record ClothingClicks(IReadOnlyDictionary<string, ClothingModel> Models, IReadOnlyList<(DateOnly Day, IReadOnlyList<string> Clicks)> Sessions)
{
    private const string Header = "year;month;day;order;country;session ID;page 1 (main category);page 2 (clothing model);colour;location;model photography;price;price 2;page";
    // Colour, where the photograph stands, how the model is photographed, page of the shop.
    private static readonly int[] Attributes = [8, 9, 10, 13];

    private const int PriceBand = 10;
    private static readonly string[] Categories = ["Trousers", "Skirts", "Blouses", "Sale"];

    /// <param name="file">Plain or <c>.gz</c>.</param>
    /// <exception cref="CliException">It cannot be read, or a line is not as expected.</exception>
    public static ClothingClicks Read(string file)
    {
        var (models, sessions) = (new Dictionary<string, ClothingModel>(StringComparer.Ordinal), new Dictionary<int, (DateOnly Day, SortedList<int, string> Clicks)>());
        try
        {
            using var bytes = File.OpenRead(file);
            using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes);
            if (reader.ReadLine() is var header && header != Header)
                throw new CliException(ExitCodes.Failed, $"{file}, line 1: the header “{Header}” was expected; “{header}” was found. Is it the data set e-shop clothing 2008 (UCI 553)?");
            for (var number = 2; reader.ReadLine() is { } line; number++) Add(line, $"{file}, line {number}", models, sessions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CliException(ExitCodes.Failed, $"{file} cannot be read: {e.Message} Check the path, and that the file is whole.");
        }

        return new ClothingClicks(models, [.. sessions.Values.Select(s => (s.Day, (IReadOnlyList<string>)[.. s.Clicks.Values]))]);
    }

    private static void Add(string line, string where, Dictionary<string, ClothingModel> models, Dictionary<int, (DateOnly Day, SortedList<int, string> Clicks)> sessions)
    {
        var fields = line.Split(';');
        var columns = Header.Split(';');
        if (fields.Length != columns.Length)
            throw new CliException(ExitCodes.Failed, $"{where}: {columns.Length} columns were expected, {fields.Length} found.");
        int Number(int column) => int.TryParse(fields[column], CultureInfo.InvariantCulture, out var n)
            ? n
            : throw new CliException(ExitCodes.Failed, $"{where}: a whole number was expected as {columns[column]}, “{fields[column]}” found.");
        if (Number(6) is var category && (category < 1 || category > Categories.Length))
            throw new CliException(ExitCodes.Failed, $"{where}: 1 to {Categories.Length} was expected as {columns[6]}, {category} found.");
        models.TryAdd(fields[7], new ClothingModel(new ItemId(fields[7]), Categories[category - 1], Number(11))
        {
            Attributes = [.. Attributes.Select(column => KeyValuePair.Create(columns[column], fields[column])), KeyValuePair.Create("price band", $"{Number(11) / PriceBand}")],
        });
        if (!sessions.TryGetValue(Number(5), out var session)) sessions[Number(5)] = session = (DayOf(Number(0), Number(1), Number(2), where), []);
        session.Clicks.TryAdd(Number(3), fields[7]);
    }

    private static DateOnly DayOf(int year, int month, int day, string where)
    {
        try
        {
            return new DateOnly(year, month, day);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CliException(ExitCodes.Failed, $"{where}: {year}-{month}-{day} is no day.");
        }
    }
}

/// <param name="Id">The shop's code of the model.</param>
/// <param name="Category">The part of the shop.</param>
/// <param name="Price">In US dollars.</param>
internal sealed record ClothingModel(ItemId Id, string Category, decimal Price)
{
    /// <summary>What else the data tell of it: colour, place of its photograph, page, band of price.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];
}
