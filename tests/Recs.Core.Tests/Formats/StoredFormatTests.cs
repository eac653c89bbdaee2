using System.Text;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Tests.Events;
using Recs.Core.Visitors;
using Recs.TestKit;

namespace Recs.Core.Tests;

/// <summary>
/// Every stored format has a checked-in file per version, in hexadecimal, with the values it holds beside it: what was
/// written must be readable for good. A new version gets new files from a run with RECS_WRITE_FORMATS=1; old ones stay.
/// </summary>
public sealed class StoredFormatTests
{
    private static readonly string[] LineEnds = ["\r\n", "\n"];

    // By name: the version written now, samples of it, and how it is read.
    private static readonly Dictionary<string, (int Version, Func<IEnumerable<byte[]>> Samples, Func<byte[], object> Read)> Formats = new()
    {
        ["log-record"] = (LogRecordCodec.Version, () => SampleEvents.All().Select(e => LogRecordCodec.Encode(SampleEvents.Record(e))), b => LogRecordCodec.Decode(b)),
        ["visitor-state"] = (VisitorStateCodec.Version, () => [FormatSamples.State(), VisitorStateCodec.Encode(new VisitorState())], b => VisitorStateCodec.Decode(b)),
        ["order"] = (OrderEntry.Version, () => [FormatSamples.Order().Encode(), new OrderEntry().Encode()], b => OrderEntry.Decode(b)),
        ["visitor-change"] = (VisitorChange.Version, () => [FormatSamples.Change().Encode()], b => VisitorChange.Decode(b)),
        ["erasure"] = (Erasure.Version, () => [FormatSamples.Erasure().Encode()], b => Erasure.Decode(b)),
        ["list"] = (ListRecord.Version, () => [FormatSamples.List().Encode(), new ListRecord(SiteId.Default, Guid.Empty, RecommendationForm.Popular).Encode()], b => ListRecord.Decode(b)),
        ["list-outcome"] = (ListOutcome.Version, () => [FormatSamples.ListOutcome().Encode(), new ListOutcome(SiteId.Default, 1, ListOutcomeKind.Seen, new Instant(0)).Encode()], b => ListOutcome.Decode(b)),
        ["partition-site"] = (SitePartitionState.Version, () => [FormatSamples.Site().Encode()], b => SitePartitionState.Decode(b)),
    };

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_stored_still_reads(string name)
    {
        var (version, samples, read) = Formats[name];
        if (Environment.GetEnvironmentVariable("RECS_WRITE_FORMATS") == "1") Write(name, version, [.. samples()], read);
        var files = Directory.GetFiles(Folder, $"{name}.v*.hex");
        Assert.Contains(PathOf(name, version, "hex"), files);
        foreach (var file in files)
        {
            var values = File.ReadAllLines(file).Select(Convert.FromHexString).Select(read);
            var (expected, actual) = (Lines(File.ReadAllText(Path.ChangeExtension(file, "txt"))), Lines(Text(values)));
            if (file == PathOf(name, version, "hex")) Assert.Equal(expected, actual);
            else Assert.True(IsStillSaid(expected, actual), $"{Path.GetFileName(file)} does not read as the file beside it says:\n{string.Join('\n', actual)}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_is_written_with_the_same_bytes(string name)
    {
        foreach (var line in File.ReadAllLines(PathOf(name, Formats[name].Version, "hex")))
        {
            var bytes = Convert.FromHexString(line);
            Assert.Equal(bytes, Again(Formats[name].Read(bytes)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_newer_version_is_refused_with_what_to_do(string name)
    {
        var (version, samples, read) = Formats[name];
        var bytes = samples().First();
        Assert.Equal(version, bytes[0]);
        bytes[0] = (byte)(version + 1);
        var refused = Assert.Throws<StoredFormatException>(() => read(bytes));
        Assert.Contains($"format version {version + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"reads version {version}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Start the build that wrote it, or a newer one.", refused.Message, StringComparison.Ordinal);
    }

    private static string Folder => Repository.File("tests", "Recs.Core.Tests", "Formats");

    private static string PathOf(string name, int version, string extension) => Path.Combine(Folder, $"{name}.v{version}.{extension}");

    private static void Write(string name, int version, IReadOnlyList<byte[]> samples, Func<byte[], object> read)
    {
        File.WriteAllLines(PathOf(name, version, "hex"), samples.Select(Convert.ToHexStringLower));
        File.WriteAllText(PathOf(name, version, "txt"), Text(samples.Select(read)));
    }

    private static string Text(IEnumerable<object> values)
    {
        var text = new StringBuilder();
        foreach (var value in values) text.Append(Described.Of(value)).Append('\n');
        return text.ToString();
    }

    private static string[] Lines(string text) => text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries);

    // All that an older file says is read, in the same order; between that lies what its version could not say.
    private static bool IsStillSaid(string[] expected, string[] actual)
    {
        var at = 0;
        foreach (var line in actual)
        {
            if (at < expected.Length && expected[at] == line) at++;
        }

        return at == expected.Length;
    }

    private static byte[] Again(object value) => value switch
    {
        LogRecord record => LogRecordCodec.Encode(record),
        VisitorState state => VisitorStateCodec.Encode(state),
        OrderEntry order => order.Encode(),
        VisitorChange change => change.Encode(),
        SitePartitionState site => site.Encode(),
        Erasure erasure => erasure.Encode(),
        ListRecord list => list.Encode(),
        ListOutcome outcome => outcome.Encode(),
        _ => throw new NotSupportedException($"Say how a {value.GetType().Name} is written."),
    };
}
