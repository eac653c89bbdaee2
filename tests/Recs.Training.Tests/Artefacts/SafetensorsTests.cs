using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Recs.Training.Artefacts;

namespace Recs.Training.Tests.Artefacts;

public sealed class SafetensorsTests
{
    private static readonly Tensor[] Two = [Tensor.Of("a", [1.5f, -2, float.MaxValue, 0, 1, 2], 2, 3), Tensor.Of("b", [7, -8], 2)];

    [Fact]
    public void The_layout_is_the_public_one_read_here_by_nothing_but_its_description()
    {
        var file = Safetensors.Write(Two);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, (8 + length) % 8);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        var a = header.RootElement.GetProperty("a");
        Assert.Equal("F32", a.GetProperty("dtype").GetString());
        Assert.Equal([2, 3], a.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()));
        Assert.Equal([0, 24], a.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt32()));
        Assert.Equal([24, 32], header.RootElement.GetProperty("b").GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt32()));
        Assert.Equal(1.5f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + length)));
        Assert.Equal(-8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8 + length + 28)));
        Assert.Equal(8 + length + 32, file.Length);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var tensors = Safetensors.Read(Safetensors.Write(Two), "x");
        Assert.Equal(Two[0].Floats, tensors["a"].Floats);
        Assert.Equal(Two[1].Integers, tensors["b"].Integers);
        Assert.Equal([2L, 3], tensors["a"].Shape);
    }

    [Fact]
    public void Metadata_of_other_writers_is_passed_over() =>
        Assert.Single(Safetensors.Read(File("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4), "x"));

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("[1]", 4)]
    [InlineData("no json", 4)]
    public void What_does_not_fit_is_refused_before_anything_is_copied(string header, int data) =>
        Assert.Throws<ArtefactException>(() => Safetensors.Read(File(header, data), "x"));

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var file = Safetensors.Write(Two);
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<ArtefactException>(() => Safetensors.Read(file.AsSpan(0, length), "x")));
    }

    [Fact]
    public void A_header_said_to_be_longer_than_the_file_is_refused()
    {
        var file = Safetensors.Write(Two);
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Assert.Throws<ArtefactException>(() => Safetensors.Read(file, "x"));
    }

    private static byte[] File(string header, int data)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + bytes.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)bytes.Length);
        bytes.CopyTo(file.AsSpan(8));
        return file;
    }
}
