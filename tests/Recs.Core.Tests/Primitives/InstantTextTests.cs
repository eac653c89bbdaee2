namespace Recs.Core.Tests.Primitives;

public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2011-12-01", "2011-12-01T00:00:00.000Z")]
    [InlineData("2011-12-01T10:20Z", "2011-12-01T10:20:00.000Z")]
    [InlineData("2011-12-01T10:20:30", "2011-12-01T10:20:30.000Z")]
    [InlineData("2011-12-01T10:20:30+02:00", "2011-12-01T08:20:30.000Z")]
    [InlineData("2011-12-01T10:20:30.5Z", "2011-12-01T10:20:30.500Z")]
    [InlineData("2011-12-01T10:20:30.1234567+00:00", "2011-12-01T10:20:30.123Z")]
    public void A_moment_is_read_as_it_is_written(string text, string moment)
    {
        Assert.True(InstantText.TryRead(text, out var time));
        Assert.Equal(moment, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:00")]
    [InlineData("1/2/2011")]
    [InlineData("2011-13-01")]
    [InlineData("2011-12-01 10:20:30")]
    [InlineData("now")]
    public void Nothing_is_guessed(string text) => Assert.False(InstantText.TryRead(text, out _));
}
