using System.Text.Json;
using Recs.Collector.Bodies;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Catalog;

/// <summary>Takes catalogue items in. Each is judged by itself; the good ones replace what was there under their ids. Safe for many threads.</summary>
public sealed class CatalogIntake(ICatalogStore store, CatalogCache cache, CollectorOptions options)
{
    private readonly CollectorOptions _options = options.Checked();

    /// <summary>Reads the body and stores its items. When the task completes they are durable, and events are completed from them.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored; the sender may send the same request again.</exception>
    public async Task<CatalogResult> PutAsync(ReadOnlyMemory<byte> body, CatalogContext context, CancellationToken cancel)
    {
        if (body.Length > _options.Secret.RequestBytes) return CatalogResult.Refused(TooLarge(body.Length));
        if (CatalogBody.Cut(body, _options.RequestItems, out var error) is not { } cut) return CatalogResult.Refused(error!);
        var items = new Dictionary<ItemId, CatalogItem>(cut.Items.Count);
        var rejected = new List<RejectedItem>();
        Read(cut, items, rejected);
        if (items.Count > 0)
        {
            await store.PutAsync(context.Site, [.. items.Values], cancel);
            cache.Forget(context.Site, items.Keys);
        }

        return new CatalogResult(cut.Items.Count - rejected.Count, rejected);
    }

    private void Read(CatalogBody body, Dictionary<ItemId, CatalogItem> items, List<RejectedItem> rejected)
    {
        var reader = new ItemReader(_options);
        for (var i = 0; i < body.Items.Count; i++)
        {
            string? id = null;
            CatalogItem? item = null;
            var (slice, broken) = body.Items[i];
            var problem = broken is null ? Unreadable(slice, slice.Of(body.Json).Span) : new Problem(broken.Code, broken.Message);
            if (problem is null)
            {
                using var document = JsonDocument.Parse(slice.Of(body.Json), new JsonDocumentOptions { MaxDepth = _options.Depth });
                problem = reader.TryRead(document.RootElement, out item);
                id = reader.Id;
            }

            if (problem is null) items[item!.Id] = item;
            else rejected.Add(new RejectedItem(i, id, problem.Code, problem.Message));
        }
    }

    private Problem? Unreadable(BodySlice slice, ReadOnlySpan<byte> json) =>
        Readable.Check("item", slice, json, _options.Secret.EventBytes, _options.Depth);

    private RequestError TooLarge(int length) =>
        new(IntakeCode.RequestTooLarge, $"The body has {length} bytes; a request may have {_options.Secret.RequestBytes}. Send fewer items at once.");
}
