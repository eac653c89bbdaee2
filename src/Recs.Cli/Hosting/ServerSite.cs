using System.Globalization;
using System.Text.Json;
using Recs.Core;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Hosting;

/// <summary>A site of a running server, reached by its secret key.</summary>
/// <param name="url">Where the server is.</param>
/// <param name="key">The secret key of the site.</param>
/// <param name="site">The site that is meant; a key of another one is refused.</param>
/// <param name="clock">Tells how long to wait before a repetition.</param>
public sealed class ServerSite(Uri url, string key, SiteId site, TimeProvider clock) : IImportTarget
{
    private const int WaitSeconds = 1;

    private readonly ServerConnection _server = new(url, key, clock);
    private long _sent;

    public async Task<HeldRecords> ReadHeldAsync(string prefix, CancellationToken cancel)
    {
        using var held = await _server.GetAsync($"/v1/message-ids?prefix={Uri.EscapeDataString(prefix)}", cancel);
        var root = held.RootElement;
        if (root.GetProperty("site").GetString() is var found && found != site.Value)
            throw new CliException(ExitCodes.Usage, $"The key is of the site {found}, and {site} was asked for. Give the key of {site} with --key, or name the other site with --site.");
        var ids = root.GetProperty("messageIds").EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);
        return new HeldRecords(ids, root.GetProperty("others").GetInt64(), root.GetProperty("living").GetBoolean());
    }

    public async Task<int> PartsAsync(string importId, CancellationToken cancel)
    {
        using var import = await _server.FindAsync($"/v1/imports/{Uri.EscapeDataString(importId)}", cancel);
        return import?.RootElement.GetProperty("parts").GetArrayLength() ?? 0;
    }

    public async Task<IntakeAnswer> PutAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        using var answer = await _server.SendAsync(HttpMethod.Put, "/v1/items", body, cancel);
        var rejected = answer.RootElement.GetProperty("rejected");
        return Answer(answer.RootElement, rejected.GetArrayLength(), rejected, "id");
    }

    public async Task<IntakeAnswer> FileAsync(HistoryPart part, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/imports?importId={Uri.EscapeDataString(part.ImportId)}&part={part.Number}");
        if (part.TimeZone is { } zone) path += $"&timeZone={Uri.EscapeDataString(zone)}";
        if (part.BaseCurrency is { } currency) path += $"&baseCurrency={currency}";
        using var answer = await _server.SendAsync(HttpMethod.Post, path, body, cancel, WholeRequests.Differs(part));
        var root = answer.RootElement;
        _sent += root.GetProperty("accepted").GetInt64();
        return Answer(root, root.GetProperty("rejectedCount").GetInt64(), root.GetProperty("rejected"), "messageId");
    }

    public async Task<bool> ApplyAsync(IProgress<long> applied, CancellationToken cancel)
    {
        var waited = false;
        while (await WaitingAsync(cancel) is > 0 and var waiting)
        {
            waited = true;
            applied.Report(Math.Max(0, _sent - waiting));
        }

        applied.Report(_sent);
        return waited;
    }

    public async Task<AppliedTotals> ReadAppliedAsync(CancellationToken cancel)
    {
        using var totals = await _server.GetAsync("/v1/totals", cancel);
        var root = totals.RootElement;
        var stages = root.GetProperty("stages").EnumerateObject().ToDictionary(s => Enum.Parse<LifecycleStage>(s.Name), s => s.Value.GetInt32());
        return new AppliedTotals(
            root.GetProperty("orders").GetInt64(),
            root.GetProperty("refunds").GetInt64(),
            root.GetProperty("netSpent").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetDecimal()),
            new SortedDictionary<LifecycleStage, int>(stages));
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<long> WaitingAsync(CancellationToken cancel)
    {
        using var progress = await _server.GetAsync($"/v1/progress?wait={WaitSeconds}", cancel);
        return progress.RootElement.GetProperty("waiting").GetInt64();
    }

    private static IntakeAnswer Answer(JsonElement root, long rejectedCount, JsonElement rejected, string id) => new(
        root.GetProperty("accepted").GetInt64(),
        root.TryGetProperty("duplicates", out var duplicates) ? duplicates.GetInt64() : 0,
        rejectedCount,
        [.. rejected.EnumerateArray().Select(r => new RefusedThing(r.GetProperty("index").GetInt32(), r.GetProperty(id).GetString(), r.GetProperty("message").GetString()!) { IsErased = r.TryGetProperty("code", out var code) && IntakeAnswer.IsErasure(code.GetString()) })]);
}
