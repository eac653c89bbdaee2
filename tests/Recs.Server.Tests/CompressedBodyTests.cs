using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Recs.Server.Http;

namespace Recs.Server.Tests;

public sealed class CompressedBodyTests
{
    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Events_and_items_may_be_compressed(string encoding)
    {
        await using var server = await RunningServer.StartAsync();
        using var events = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, Content(View, encoding));
        using var items = await server.SendRawAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, Content("""[{"id":"mug","title":"Mug"}]""", encoding));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (events.StatusCode, items.StatusCode));
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task Other_compressions_are_415_and_the_answer_says_which_are_read(string encoding)
    {
        await using var server = await RunningServer.StartAsync();
        var content = new StringContent(View);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("gzip, br", string.Join(", ", response.Headers.GetValues("Accept-Encoding").SelectMany(v => v.Split(", "))));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("unsupported_encoding", problem.GetProperty("code").GetString());
        Assert.Contains("expected gzip, br, or none", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_what_its_header_says_is_400(string encoding)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(View), Packed(Encoding.UTF8.GetBytes(View), encoding)[..^9], [] })
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentEncoding.Add(encoding);
            using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, content);
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_body"), (response.StatusCode, problem.GetProperty("code").GetString()));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_full_batch_of_like_events_passes_and_the_limit_counts_what_it_grows_to(string encoding)
    {
        await using var server = await RunningServer.StartAsync();
        const string like = """{"type":"track","event":"Product Viewed","messageId":"@","anonymousId":"anna","properties":{"product_id":"mug","name":"Blue mug","price":8.5,"currency":"EUR"},"context":{"timezone":"Europe/Berlin","page":{"path":"/mugs/blue","title":"Blue mug"},"library":{"name":"x","version":"1"}}}""";
        var batch = "[" + string.Join(',', Enumerable.Range(0, 500).Select(i => like.Replace("@", $"m{i}", StringComparison.Ordinal))) + "]";
        using var full = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, Content(batch, encoding));
        Assert.Equal(HttpStatusCode.Accepted, full.StatusCode);
        using var large = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, Content(batch + Noise(400_000), encoding));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData("gzip", 500 * 1024)]
    [InlineData("gzip", 16 * 1024 * 1024)]
    [InlineData("br", 500 * 1024)]
    [InlineData("br", 16 * 1024 * 1024)]
    public async Task A_bomb_is_cut_off_before_it_takes_memory(string encoding, int limit)
    {
        var bomb = Packed(new byte[64 * 1024 * 1024], encoding);
        var http = new DefaultHttpContext();
        http.Request.Headers.ContentEncoding = encoding;
        http.Request.Body = new MemoryStream(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var body = await RequestBody.ReadAsync(http.Request, limit, "events", TestContext.Current.CancellationToken);
        Assert.Equal(ProblemCode.TooLarge, body.Problem?.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        if (limit > 1_000_000) Assert.Contains("at most 200 times", body.Problem!.Detail, StringComparison.Ordinal);
    }

    private static ByteArrayContent Content(string text, string encoding)
    {
        var content = new ByteArrayContent(Packed(Encoding.UTF8.GetBytes(text), encoding));
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    private static byte[] Packed(byte[] bytes, string encoding)
    {
        var packed = new MemoryStream();
        using (Stream stream = encoding.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => packed,
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Noise(int length)
    {
        var random = new Random(1);
        return string.Create(length, random, static (text, r) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)('a' + r.Next(26));
        });
    }
}
