using System.Net.Sockets;
using System.Text;

namespace Recs.Server.Tests;

/// <summary>HTTP written by hand, for requests that no client would send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends, then reads what comes until the server closes; empty where it closes without a word.</summary>
    public static async Task<string> TalkAsync(RunningServer server, string request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        var answer = new StringBuilder();
        try
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, patience.Token) is var read and > 0) answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Waiting for the server to close the connection: still open after {Patience}, having answered '{answer}'.");
        }

        return answer.ToString();
    }
}
