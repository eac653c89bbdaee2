using System.Text.Json;
using System.Text.Json.Serialization;
using Recs.Core.Events;
using Recs.Core.Visitors;
using Recs.Server.Http;

namespace Recs.Server.Admin.Exports;

/// <summary>What is stored of a visitor, as JSON that people can read. Hashes are hexadecimal, stored bytes base64.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PageViewed))]
[JsonSerializable(typeof(PageEngaged))]
[JsonSerializable(typeof(ContentViewed))]
[JsonSerializable(typeof(ProductViewed))]
[JsonSerializable(typeof(ProductListViewed))]
[JsonSerializable(typeof(ProductClicked))]
[JsonSerializable(typeof(ProductsSearched))]
[JsonSerializable(typeof(WishlistAdded))]
[JsonSerializable(typeof(WishlistRemoved))]
[JsonSerializable(typeof(CartAdded))]
[JsonSerializable(typeof(CartRemoved))]
[JsonSerializable(typeof(CheckoutStarted))]
[JsonSerializable(typeof(OrderCompleted))]
[JsonSerializable(typeof(OrderRefunded))]
[JsonSerializable(typeof(SignedUp))]
[JsonSerializable(typeof(Identified))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(RecommendationViewed))]
[JsonSerializable(typeof(RecommendationClicked))]
[JsonSerializable(typeof(ProductShared))]
[JsonSerializable(typeof(FriendLinked))]
[JsonSerializable(typeof(FriendUnlinked))]
[JsonSerializable(typeof(CampaignContacted))]
[JsonSerializable(typeof(CampaignOpened))]
[JsonSerializable(typeof(CampaignClicked))]
[JsonSerializable(typeof(ConsentChanged))]
[JsonSerializable(typeof(Merged))]
[JsonSerializable(typeof(AliasReleased))]
[JsonSerializable(typeof(Tick))]
[JsonSerializable(typeof(OptionsChanged))]
[JsonSerializable(typeof(Erased))]
[JsonSerializable(typeof(FriendClaimed))]
[JsonSerializable(typeof(Blank))]
[JsonSerializable(typeof(OrderEntry))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    public static ExportJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = ServerJson.Encoder,
        IgnoreReadOnlyProperties = true,
        Converters = { new InstantJson(), new VisitorIdJson(), new ItemIdJson(), new HashJson(), new BytesJson(), new EnumTextJson<DeviceClass>(), new EnumTextJson<ContentForm>(), new EnumTextJson<TraitType>() },
    });
}
