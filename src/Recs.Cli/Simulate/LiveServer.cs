using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Recs.Core;
using Recs.Simulation.Events;
using Recs.Simulation.Shops;

namespace Recs.Cli.Simulate;

/// <summary>Sends to a running server what happens in a shop. Nothing is repeated: what is lost is counted.</summary>
/// <param name="url">Where the server is.</param>
/// <param name="key">The site's secret key: the shop's own servers report all of it.</param>
/// <param name="counts">Hears what became of it.</param>
/// <param name="clock">Measures.</param>
internal sealed class LiveServer(Uri url, string key, LiveCounts counts, TimeProvider clock) : IDisposable
{
    private const string Placement = "product-page";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <exception cref="CliException">The server cannot be reached, or refuses the catalogue.</exception>
    public async Task StockAsync(Shop shop, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.SendAsync(Request(HttpMethod.Put, "/v1/items", json =>
            {
                json.WriteStartArray();
                foreach (var product in shop.Products) EventJson.Write(json, product.Item);
                json.WriteEndArray();
            }), cancel);
            if (response.IsSuccessStatusCode) return;
            var isKey = (int)response.StatusCode is 401 or 403;
            throw new CliException(isKey ? ExitCodes.Usage : ExitCodes.Failed, $"The server at {url} refused the catalogue with {(int)response.StatusCode}.{(isKey ? " Give the site's secret key with --key." : " Is it a Recs server, and has it room?")}");
        }
        catch (HttpRequestException e)
        {
            throw new CliException(ExitCodes.Failed, $"No server can be reached at {url}: {e.Message.TrimEnd('.')}. Start one (dotnet run --project src/Recs.Server), or correct --url.");
        }
    }

    /// <param name="events">With the times to tell.</param>
    /// <param name="due">When they should have been sent.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task SendAsync(IReadOnlyList<(ShopperEvent Event, Instant Time)> events, long due, CancellationToken cancel)
    {
        try
        {
            using var request = Request(HttpMethod.Post, "/v1/events", json =>
            {
                json.WriteStartArray();
                foreach (var (e, time) in events) EventJson.Write(json, e, time);
                json.WriteEndArray();
            });
            using var response = await _http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
            {
                counts.Failed(events.Count, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
                return;
            }

            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            var root = answer.RootElement;
            var reasons = root.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("code").GetString()!).ToList();
            counts.Answered(events.Count, root.GetProperty("accepted").GetInt64(), root.GetProperty("duplicates").GetInt64(), reasons, clock.GetElapsedTime(due));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            if (!cancel.IsCancellationRequested) counts.Failed(events.Count, e is TaskCanceledException ? "no answer" : "connection");
        }
    }

    /// <summary>A list beside a product, for that place; null: there was no answer.</summary>
    public async Task<(string ListId, IReadOnlyList<string> Products)?> ListAsync(string form, string item, string visitor, int limit, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"/v1/recommendations?form={form}&item={Uri.EscapeDataString(item)}&visitor={Uri.EscapeDataString(visitor)}&limit={limit}&placement={Placement}", UriKind.Relative), cancel);
            if (!response.IsSuccessStatusCode) return null;
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return (answer.RootElement.GetProperty("listId").GetString()!, [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)]);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(body)) write(json);
        return new HttpRequestMessage(method, path) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) { Headers = { ContentType = Json } } };
    }
}
