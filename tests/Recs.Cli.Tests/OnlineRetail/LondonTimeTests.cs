using System.Globalization;
using Recs.Cli.OnlineRetail;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2010-12-01 08:26:00", "2010-12-01T08:26:00.000Z")] // winter: GMT
    [InlineData("2011-07-01 08:26:00", "2011-07-01T07:26:00.000Z")] // summer: an hour ahead
    [InlineData("2011-03-27 00:59:59", "2011-03-27T00:59:59.000Z")] // the last second before the clocks go forward
    [InlineData("2011-03-27 01:30:00", "2011-03-27T01:30:00.000Z")] // skipped: as if they had not been changed yet
    [InlineData("2011-03-27 02:00:00", "2011-03-27T01:00:00.000Z")]
    [InlineData("2011-10-30 00:59:59", "2011-10-29T23:59:59.000Z")]
    [InlineData("2011-10-30 01:30:00", "2011-10-30T00:30:00.000Z")] // comes twice: the first
    [InlineData("2011-10-30 02:00:00", "2011-10-30T02:00:00.000Z")]
    public void Local_times_become_UTC(string local, string utc) =>
        Assert.Equal(utc, LondonTime.ToInstant(DateTime.Parse(local, CultureInfo.InvariantCulture)).ToString());
}
