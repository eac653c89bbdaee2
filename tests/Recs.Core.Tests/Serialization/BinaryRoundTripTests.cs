using FsCheck.Fluent;
using Recs.Core.Serialization;

namespace Recs.Core.Tests.Serialization;

public sealed class BinaryRoundTripTests
{
    private static readonly BinaryEncoder Encoder = new(1);

    [Theory]
    [InlineData(0ul, 1)]
    [InlineData(127ul, 1)]
    [InlineData(128ul, 2)]
    [InlineData(ulong.MaxValue, 10)]
    public void Varints_take_seven_bits_a_byte(ulong value, int bytes)
    {
        var e = new BinaryEncoder(1);
        e.Varint(value);
        Assert.Equal(bytes, e.Length);
        Assert.Equal(value, new BinaryDecoder(e.Written).Varint());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(int.MinValue)]
    public void Signed_numbers_come_back(long value)
    {
        var e = new BinaryEncoder(1);
        e.Signed(value);
        Assert.Equal(value, new BinaryDecoder(e.Written).Signed());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0001")]
    [InlineData("-0.0001")]
    [InlineData("1000000000")]
    [InlineData("-1000000000.9999")]
    [InlineData("7922816251426433759354395.0335")]
    [InlineData("-7922816251426433759354395.0335")]
    public void Amounts_are_exact(string text)
    {
        var amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var e = new BinaryEncoder(1);
        e.Amount(amount);
        Assert.Equal(amount, new BinaryDecoder(e.Written).Amount());
    }

    [Fact]
    public void An_amount_has_one_form_whatever_its_trailing_zeros()
    {
        var (a, b) = (new BinaryEncoder(), new BinaryEncoder());
        a.Amount(12.5m);
        b.Amount(12.5000m);
        Assert.Equal(a.ToArray(), b.ToArray());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(0.1)]
    [InlineData(-17.0)]
    [InlineData(9007199254740991.0)]
    [InlineData(9007199254740992.0)]
    [InlineData(1e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_come_back_bit_by_bit(double number) => BitByBit(number);

    [Fact]
    public void Negative_zero_comes_back_as_such() => BitByBit(double.NegativeZero);

    private static void BitByBit(double value)
    {
        var e = new BinaryEncoder(1);
        e.Number(value);
        e.Double(value);
        e.Short(value, BinaryEncoder.Width(value));
        var d = new BinaryDecoder(e.Written);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(d.Number()));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(d.Double()));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(d.Short(BinaryEncoder.Width(value))));
        d.End();
    }

    [Fact]
    public void Whole_numbers_are_short() => Assert.Equal(1, Length(e => e.Number(100)));

    [Fact]
    public void Everything_else_comes_back()
    {
        var e = new BinaryEncoder(1);
        e.Byte(255);
        e.Bool(true);
        e.Bool(false);
        e.Fixed64(ulong.MaxValue);
        e.Fixed16(ushort.MaxValue);
        e.Time(new Instant(-1));
        e.Text("");
        e.Text("Größe 😀 \0");
        e.TextOrNothing(null);
        e.Bytes([1, 2, 3]);
        e.Count(0);
        var d = new BinaryDecoder(e.Written);
        Assert.Equal(255, d.Byte());
        Assert.True(d.Bool());
        Assert.False(d.Bool());
        Assert.Equal(ulong.MaxValue, d.Fixed64());
        Assert.Equal(ushort.MaxValue, d.Fixed16());
        Assert.Equal(new Instant(-1), d.Time());
        Assert.Equal("", d.Text());
        Assert.Equal("Größe 😀 \0", d.Text());
        Assert.Null(d.TextOrNothing());
        Assert.Equal([1, 2, 3], d.Bytes().ToArray());
        Assert.Equal(0, d.Count());
        d.End();
    }

    [Fact]
    public void Any_numbers_come_back() => Law.Holds(ArbMap.Default.ArbFor<(long A, ulong B, double C, string D)>(), x =>
    {
        Encoder.Clear();
        Encoder.Signed(x.A);
        Encoder.Varint(x.B);
        Encoder.Number(x.C);
        Encoder.Short(x.C, BinaryEncoder.Width(x.C));
        Encoder.Amount(decimal.Divide(x.A, 10_000m));
        var d = new BinaryDecoder(Encoder.Written);
        Assert.Equal(x.A, d.Signed());
        Assert.Equal(x.B, d.Varint());
        Assert.Equal(BitConverter.DoubleToInt64Bits(x.C), BitConverter.DoubleToInt64Bits(d.Number()));
        Assert.Equal(BitConverter.DoubleToInt64Bits(x.C), BitConverter.DoubleToInt64Bits(d.Short(BinaryEncoder.Width(x.C))));
        Assert.Equal(x.A / 10_000m, d.Amount());
        d.End();
    });

    private static int Length(Action<BinaryEncoder> write)
    {
        var e = new BinaryEncoder();
        write(e);
        return e.Length;
    }
}
