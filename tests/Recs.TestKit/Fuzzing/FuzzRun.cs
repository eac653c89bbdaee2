namespace Recs.TestKit.Fuzzing;

/// <summary>Sends requests to a server with several senders and counts the answers.</summary>
public sealed class FuzzRun(HttpClient http, FuzzRequests requests)
{
    private const int Senders = 16;
    private const int MostListed = 10;

    private readonly Dictionary<int, long> _answers = [];
    private readonly List<string> _failures = [];
    private int _round;

    /// <summary>How many of each status.</summary>
    public IReadOnlyDictionary<int, long> Answers => _answers;

    /// <summary>The first requests that were answered with a 5xx.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Sends so many more.</summary>
    public async Task SendAsync(int count, CancellationToken cancel)
    {
        var round = _round++;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender =>
            Task.Run(() => SendAsync(new Random((round * Senders) + sender), (count / Senders) + (sender < count % Senders ? 1 : 0), cancel), cancel)));
    }

    private async Task SendAsync(Random random, int count, CancellationToken cancel)
    {
        for (var i = 0; i < count; i++)
        {
            using var request = requests.Next(random);

            // A stream of events has no end to wait for.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") await response.Content.CopyToAsync(Stream.Null, cancel);
            lock (_answers)
            {
                _answers[(int)response.StatusCode] = _answers.GetValueOrDefault((int)response.StatusCode) + 1;
                if ((int)response.StatusCode >= 500 && _failures.Count < MostListed) _failures.Add(Describe(request, response));
            }
        }
    }

    private static string Describe(HttpRequestMessage request, HttpResponseMessage response)
    {
        var body = request.Content is ByteArrayContent content ? content.ReadAsByteArrayAsync().GetAwaiter().GetResult() : [];
        return $"{(int)response.StatusCode}: {request.Method} {request.RequestUri} {Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 600)))}";
    }
}
