using Recs.Cli.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class RetailFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_the_CSV_files_of_a_folder_in_name_order()
    {
        Write("b_2011-01.csv.gz", "b_2010-12.CSV", "notes.txt");
        Assert.Equal(["b_2010-12.CSV", "b_2011-01.csv.gz"], RetailFiles.Find([_folder.Path]).Select(f => f.Name));
    }

    [Fact]
    public void A_file_named_twice_is_read_once()
    {
        Write("a.csv", "b.csv");
        Assert.Equal(["a.csv", "b.csv"], RetailFiles.Find([_folder.File("b.csv"), _folder.Path]).Select(f => f.Name));
    }

    [Fact]
    public void The_same_month_plain_and_compressed_is_refused()
    {
        Write("a.csv", "a.csv.gz");
        Assert.Contains("hold the same month", Refused(_folder.Path));
    }

    [Fact]
    public void A_missing_path_is_refused_with_what_was_expected() => Assert.Contains("does not exist. Expected a folder with the monthly CSV files", Refused(_folder.File("nowhere")));

    [Fact]
    public void A_folder_without_CSV_files_is_refused() => Assert.Contains("holds no .csv or .csv.gz file", Refused(_folder.Path));

    private void Write(params string[] names)
    {
        foreach (var name in names) File.WriteAllText(_folder.File(name), "");
    }

    private static string Refused(string path) => Assert.Throws<RetailDataException>(() => RetailFiles.Find([path])).Message;
}
