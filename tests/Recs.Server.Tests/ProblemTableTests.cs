using System.Text.RegularExpressions;
using Recs.Server.Http;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>The README's table of problems is the closed list, no more and no less.</summary>
public sealed partial class ProblemTableTests
{
    [Fact]
    public void The_table_has_each_code_once_under_its_status()
    {
        var told = File.ReadAllLines(Repository.File("src", "Recs.Server", "README.md")).SelectMany(Told).ToList();

        Assert.Equal(Enum.GetValues<ProblemCode>().Select(code => $"{ProblemCodes.Of(code).Status} {ProblemCodes.Name(code)}").Order(), told.Order());
    }

    // | 404, 405 | `codes`, `of`, `the first`; `codes of the second` |
    private static IEnumerable<string> Told(string line)
    {
        if (Row().Match(line) is not { Success: true } row) return [];
        var (statuses, groups) = (row.Groups["statuses"].Value.Split(", "), row.Groups["codes"].Value.Split(';'));
        Assert.True(statuses.Length == groups.Length, $"As many groups of codes as statuses were expected, parted by semicolons: {line}");
        return statuses.Zip(groups).SelectMany(g => Code().Matches(g.Second).Select(code => $"{g.First} {code.Groups["code"].Value}"));
    }

    [GeneratedRegex(@"^\| (?<statuses>[45]\d\d(, [45]\d\d)*) \| (?<codes>`.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[a-z_]+)`")]
    private static partial Regex Code();
}
