using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Recs.LoadTests;

/// <summary>
/// What a trained model costs an answer, and what swapping it costs those who ask meanwhile: <c>for_you</c> without a model and with one in
/// turn with a bare endpoint, then at half load rounds without a swap in turn with rounds in which two models take turns every second.
/// </summary>
internal static class ModelLoad
{
    private const int Rounds = 5;
    private const string Form = "for_you";

    private static readonly TimeSpan SwapEvery = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TimeSpan duration, int senders)
    {
        await using var server = await LoadedServer.StartWithBareAsync("--Recs:Training:Threads=2");
        await RecommendationLoad.FillAsync(server);
        await WalkAsync(server);
        var without = await RecommendationLoad.ShareOfBareAsync(server, Form, duration, senders, Rounds);
        string[] models = [await TrainAsync(server, 1), await TrainAsync(server, 2)];
        await PublishAsync(server, models[0]);
        var with = await RecommendationLoad.ShareOfBareAsync(server, Form, duration, senders, Rounds);
        Say($"{Form} without a model {without.Share:0.00} of bare, {without.Rate:N0} a second; with one {with.Share:0.00}, {with.Rate:N0} a second");

        var (still, swapped, failed, swaps, random) = (new Latencies(), new Latencies(), 0, 0, new Random(3));
        for (var round = 0; round < Rounds; round++)
        {
            still.Add((await AskAsync(server, with.Rate / 2, duration / Rounds, random)).Answered);
            using var stop = new CancellationTokenSource();
            var swapping = SwapAsync(server, models, stop.Token);
            var under = await AskAsync(server, with.Rate / 2, duration / Rounds, random);
            await stop.CancelAsync();
            swaps += await swapping;
            swapped.Add(under.Answered);
            failed += under.Failed;
        }

        Say($"half load, {with.Rate / 2:N0} a second: p99 {still.Quantile(0.99):0.00} ms without a swap, {swapped.Quantile(0.99):0.00} ms with {swaps} swaps, {swapped.Quantile(0.99) / still.Quantile(0.99):0.00} times; {failed} failed");
    }

    // The gate lets nothing through that has learned nothing, and the shop is random: so people walk through its products in order, four
    // of them through the same ones.
    private static async Task WalkAsync(LoadedServer server)
    {
        const int Walkers = 2_000, Steps = 15, Batch = 200;
        var lines = Enumerable.Range(0, Steps).SelectMany(step => Enumerable.Range(0, Walkers).Select(walker =>
            $"{{\"event\":\"product_viewed\",\"anonymousId\":\"v{walker}\",\"properties\":{{\"product_id\":\"p{((walker / 4) * 20) + step + (walker % 4)}\"}}}}"));
        foreach (var batch in lines.Chunk(Batch)) await PostAsync(server, "/v1/events", $"[{string.Join(',', batch)}]");
    }

    private static Task<OpenRound> AskAsync(LoadedServer server, double rate, TimeSpan duration, Random random) =>
        new OpenLoad(server.Secret, () => new HttpRequestMessage(HttpMethod.Get, RecommendationLoad.Path(Form, random)), TimeSpan.FromSeconds(1)).RunAsync(rate, duration);

    private static async Task<int> SwapAsync(LoadedServer server, string[] models, CancellationToken stop)
    {
        var swaps = 0;
        using var timer = new PeriodicTimer(SwapEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await PublishAsync(server, models[++swaps % 2]);
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }

        return swaps;
    }

    private static async Task<string> TrainAsync(LoadedServer server, int seed)
    {
        await PostAsync(server, "/v1/models:train", $"{{\"trials\":2,\"seed\":{seed},\"publish\":false}}");
        while (true)
        {
            using var models = JsonDocument.Parse(await server.Secret.GetStringAsync(new Uri("/v1/models", UriKind.Relative)));
            var training = models.RootElement.GetProperty("training");
            if (training.GetProperty("state").GetString() == "Done") return training.GetProperty("version").GetString()!;
            if (training.GetProperty("state").GetString() == "Failed") throw new InvalidOperationException(training.GetProperty("message").GetString());
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static Task PublishAsync(LoadedServer server, string version) =>
        PostAsync(server, "/v1/models:publish", $"{{\"version\":\"{version}\",\"force\":true,\"reason\":\"to measure a swap\"}}");

    private static async Task PostAsync(LoadedServer server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Secret.PostAsync(new Uri(path, UriKind.Relative), content);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
