using System.Diagnostics;
using System.Net;

namespace Recs.LoadTests;

/// <summary>
/// Requests by a schedule that does not wait for answers, as visitors do not wait for each other. Latency counts from when a request
/// was meant to be sent, so a sender that falls behind makes the figures worse, not better.
/// </summary>
/// <param name="client">Sends.</param>
/// <param name="make">The next request.</param>
/// <param name="deadline">What is answered later is of no use to anybody.</param>
internal sealed class OpenLoad(HttpClient client, Func<HttpRequestMessage> make, TimeSpan deadline)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();

    public async Task<OpenRound> RunAsync(double perSecond, TimeSpan duration)
    {
        var round = new OpenRound(duration);
        var requests = new List<Task>();
        var step = (long)(Stopwatch.Frequency / perSecond);
        var due = Stopwatch.GetTimestamp();
        var end = due + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        using var timer = new PeriodicTimer(Tick);
        while (due < end && await timer.WaitForNextTickAsync())
        {
            for (; due < end && due <= Stopwatch.GetTimestamp(); due += step) requests.Add(SendAsync(due, round));
        }

        await Task.WhenAll(requests);
        return round;
    }

    private async Task SendAsync(long due, OpenRound round)
    {
        HttpStatusCode? status = null;
        try
        {
            using var request = make();
            using var response = await client.SendAsync(request).ConfigureAwait(false);
            status = response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Counted as failed below.
        }

        var inTime = Stopwatch.GetElapsedTime(due) <= deadline;
        lock (_gate) round.Add(due, status, inTime);
    }
}
