using System.Net.Sockets;

namespace Recs.Server.Tests;

/// <summary>Each limit of a connection, reached for real.</summary>
public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task More_header_lines_than_allowed_are_431()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.StartsWith("HTTP/1.1 431", await RawHttp.TalkAsync(server, "GET /health/live HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Range(0, 80).Select(i => $"X-H{i}: 1\r\n")) + "\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_lines_longer_than_allowed_are_431()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.StartsWith("HTTP/1.1 431", await RawHttp.TalkAsync(server, $"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 17 * 1024)}\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cart_of_200_long_ids_fits_into_the_request_line_and_a_longer_one_is_414()
    {
        await using var server = await RunningServer.StartAsync();
        var cart = string.Join(',', Enumerable.Range(0, 200).Select(i => $"{i:000}{new string('p', 61)}"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await server.GetAsync($"/v1/recommendations?form=cross_sell&cart={cart}")).Status);
        Assert.StartsWith("HTTP/1.1 414", await RawHttp.TalkAsync(server, $"GET /health/live?{new string('a', 21 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_lines_that_do_not_arrive_in_time_are_408()
    {
        await using var server = await RunningServer.StartAsync("--Recs:Http:HeadersTimeout=00:00:01");
        Assert.StartsWith("HTTP/1.1 408", await RawHttp.TalkAsync(server, "GET /health/live HTTP/1.1\r\nHost:"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_arrives_too_slowly_is_408_with_a_code()
    {
        await using var server = await RunningServer.StartAsync("--Recs:Http:BodyGrace=00:00:01.5", "--Recs:Http:BodyBytesPerSecond=100000");
        var answer = await RawHttp.TalkAsync(server, $"POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {RunningServer.WriteKey}\r\nContent-Length: 1000\r\n\r\n[");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("\"too_slow\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_lies_idle_is_closed()
    {
        await using var server = await RunningServer.StartAsync("--Recs:Http:KeepAlive=00:00:01");
        var answer = await RawHttp.TalkAsync(server, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed_at_once()
    {
        await using var server = await RunningServer.StartAsync("--Recs:Http:Connections=2");
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        Assert.Equal("", await RawHttp.TalkAsync(server, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Fact]
    public async Task The_answer_does_not_name_the_server()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.SendRawAsync(HttpMethod.Get, "/health/live", null, null);
        Assert.Empty(response.Headers.Server);
    }

    // A connection that has been answered once is one the server counts.
    private static async Task<TcpClient> ConnectAsync(RunningServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        return client;
    }
}
