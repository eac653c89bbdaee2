using System.Text.Json;
using Recs.Sites;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class SitesVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    private SitesFile Kept => new(Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_makes_a_key_of_each_kind_and_prints_them_this_once()
    {
        var (exitCode, output, _) = await RunAsync("add", "shop", "--origin", "https://shop.example", "--origin", "https://*.shop.example", "--time-zone", "Europe/Berlin", "--currency", "EUR", "--json");
        Assert.Equal(ExitCodes.Ok, exitCode);
        using var json = JsonDocument.Parse(output);
        var site = Kept.Read().Sites["shop"];
        Assert.Equal((json.RootElement.GetProperty("writeKeys")[0].GetString(), json.RootElement.GetProperty("secretKeys")[0].GetString()), (site.WriteKeys.Single(), site.SecretKeys.Single()));
        Assert.Matches("^wk_[0-9A-Za-z]{32}$", site.WriteKeys[0]);
        Assert.Matches("^sk_[0-9A-Za-z]{32}$", site.SecretKeys[0]);
        Assert.Equal(["https://shop.example", "https://*.shop.example"], site.Origins);
        Assert.Equal(("Europe/Berlin", "EUR"), (site.TimeZone, site.BaseCurrency));
    }

    [Fact]
    public async Task The_file_can_be_read_by_its_owner_only()
    {
        await RunAsync("add", "shop");
        await RunAsync("rotate", "shop", "write");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept.Path));
    }

    [Fact]
    public async Task Rotate_keeps_the_old_keys_or_drops_them()
    {
        await RunAsync("add", "shop");
        var first = Kept.Read().Sites["shop"];
        var (_, second, _) = await RunAsync("rotate", "shop", "write");
        Assert.Equal([second.Trim(), first.WriteKeys[0]], Kept.Read().Sites["shop"].WriteKeys);

        var (_, third, _) = await RunAsync("rotate", "shop", "write", "--drop-old");
        Assert.Equal([third.Trim()], Kept.Read().Sites["shop"].WriteKeys);
        Assert.Equal(first.SecretKeys, Kept.Read().Sites["shop"].SecretKeys);
    }

    [Fact]
    public async Task Show_masks_the_keys()
    {
        await RunAsync("add", "shop");
        await RunAsync("add", "other", "--origin", "https://other.example");
        var site = Kept.Read().Sites["shop"];
        foreach (var more in new[] { Array.Empty<string>(), ["--json"], ["shop"] })
        {
            var (exitCode, output, _) = await RunAsync(["show", .. more]);
            Assert.Equal(ExitCodes.Ok, exitCode);
            Assert.Contains($"wk_…{site.WriteKeys[0][^4..]}", output);
            Assert.DoesNotContain(site.WriteKeys[0], output);
            Assert.DoesNotContain(site.SecretKeys[0], output);
            Assert.Equal(more is not ["shop"], output.Contains("https://other.example"));
        }
    }

    [Fact]
    public async Task Remove_key_finds_it_by_its_ending_and_leaves_the_last_of_a_kind()
    {
        await RunAsync("add", "shop");
        var old = Kept.Read().Sites["shop"].SecretKeys[0];
        Assert.Equal(ExitCodes.Failed, (await RunAsync("remove-key", "shop", old[^8..])).ExitCode);
        await RunAsync("rotate", "shop", "secret");
        Assert.Equal(ExitCodes.Ok, (await RunAsync("remove-key", "shop", old[^8..])).ExitCode);
        Assert.DoesNotContain(old, Kept.Read().Sites["shop"].SecretKeys);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("remove-key", "shop", "nothing-ends-so")).ExitCode);
    }

    [Fact]
    public async Task Origins_come_and_go()
    {
        await RunAsync("add", "shop", "--origin", "https://old.example");
        var (_, output, _) = await RunAsync("origins", "shop", "--add", "https://new.example", "--remove", "https://old.example");
        Assert.Equal("https://new.example", output.Trim());
        Assert.Equal(ExitCodes.Failed, (await RunAsync("origins", "shop", "--remove", "https://old.example")).ExitCode);
        Assert.Equal(["https://new.example"], Kept.Read().Sites["shop"].Origins);
    }

    [Theory]
    [InlineData("add", "my shop", "must be 1 to 64 letters")]
    [InlineData("add", "shop", "is there already")]
    [InlineData("add other --origin", "shop.example", "scheme and host")]
    [InlineData("add other --time-zone", "Middle/Earth", "unknown time zone")]
    [InlineData("add other --currency", "euro", "three capital letters")]
    [InlineData("rotate nobody", "write", "holds no site nobody")]
    [InlineData("show", "nobody", "holds no site nobody")]
    public async Task What_is_wrong_is_told_and_changes_nothing(string verb, string last, string message)
    {
        await RunAsync("add", "shop");
        var before = File.ReadAllBytes(Kept.Path);
        var (exitCode, output, error) = await RunAsync([.. verb.Split(' '), last]);
        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains(message, error);
        Assert.Equal(before, File.ReadAllBytes(Kept.Path));
    }

    [Fact]
    public async Task Works_while_a_server_holds_the_folder()
    {
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data, Url = new Uri("http://localhost:5080") }, TimeProvider.System);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("add", "shop")).ExitCode);
    }

    [Fact]
    public async Task Many_who_change_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => RunAsync("add", $"shop{i}"))));
        Assert.Equal(20, Kept.Read().Sites.Count);
    }

    [Fact]
    public async Task A_damaged_file_is_told_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Kept.Path, """{"version":1,"sites":{""");
        var (exitCode, _, error) = await RunAsync("add", "shop");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("sites.json cannot be read", error);
        Assert.Equal("""{"version":1,"sites":{""", File.ReadAllText(Kept.Path));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => CommandLine.RunAsync(["sites", .. args, "--data", Data]);
}
