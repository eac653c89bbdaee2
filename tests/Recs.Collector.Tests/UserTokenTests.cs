using Recs.Collector.Identity;
using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class UserTokenTests
{
    // printf %s customer-9 | openssl dgst -sha256 -hmac dev-secret-key
    private const string Hex = "9e2d0c776d7f0ba7da0bc3838e07509e9cb3546660c969481803ebfef385ccc9";
    private const string Base64Url = "ni0Md21_C6faC8ODjgdQnpyzVGZgyWlIGAPr_vOFzMk";
    private const string SignedUp = "\"event\":\"signed_up\"";

    private static readonly UserTokens Tokens = new(["old-secret-key", "dev-secret-key"]);

    [Theory]
    [InlineData(Hex, true)]
    [InlineData(Base64Url, true)]
    [InlineData(Base64Url + "=", true)]
    [InlineData("9E2D0C776D7F0BA7DA0BC3838E07509E9CB3546660C969481803EBFEF385CCC9", true)]
    [InlineData("9e2d0c776d7f0ba7da0bc3838e07509e9cb3546660c969481803ebfef385ccc8", false)]
    [InlineData("zzzd0c776d7f0ba7da0bc3838e07509e9cb3546660c969481803ebfef385ccc9", false)]
    [InlineData("ni0Md21_C6faC8ODjgdQnpyzVGZgyWlIGAPr_vOFzM", false)]
    [InlineData("ni0Md21/C6faC8ODjgdQnpyzVGZgyWlIGAPr/vOFzMk", false)]
    [InlineData("", false)]
    public void A_token_is_the_hash_of_the_user_id_under_any_current_secret_key(string token, bool proves)
    {
        Assert.Equal(proves, Tokens.Prove("customer-9", token));
        Assert.False(Tokens.Prove("customer-8", token));
        Assert.False(new UserTokens(["old-secret-key"]).Prove("customer-9", token));
        Assert.False(UserTokens.None.Prove("customer-9", token));
    }

    [Fact]
    public async Task An_identify_with_its_token_is_proven_and_filed_under_the_device()
    {
        var (desk, write) = Shop();
        desk.Aliases.UserOf["a1"] = "someone-else";
        var record = await desk.AcceptAsync($$"""{"type":"identify","anonymousId":"a1","userId":"customer-9","userToken":"{{Hex}}"}""", write);
        Assert.True(Assert.IsType<Identified>(record.Event).Proven);
        Assert.Equal(("a1", false, null), (record.Visitor.Value, record.Event.Header.Trusted, record.Event.Header.ClaimedUserId));
        Assert.Equal(0, desk.Aliases.Asked);
    }

    [Theory]
    [InlineData("\"userToken\":\"" + Hex + "\"")]
    [InlineData("\"context\":{\"userToken\":\"" + Base64Url + "\"}")]
    public async Task Other_events_with_a_token_are_the_users(string token)
    {
        var (desk, write) = Shop();
        var header = (await desk.AcceptAsync($$"""{"anonymousId":"a1","userId":"customer-9",{{token}},{{SignedUp}}}""", write)).Event.Header;
        Assert.Equal("customer-9", desk.Log.Records[0].Record.Visitor.Value);
        Assert.Equal(("a1", true, false), (header.AnonymousId, header.OfUser, header.Trusted));
        Assert.Equal("customer-9", (await desk.AcceptAsync($$"""{"userId":"customer-9",{{token}},{{SignedUp}}}""", write)).Visitor.Value);
    }

    [Theory]
    [InlineData("signed_up")]
    [InlineData("identified")]
    public async Task A_wrong_token_is_refused_and_not_shown(string name)
    {
        var (desk, write) = Shop();
        var wrong = Hex.Replace('9', '8');
        var rejected = await desk.RejectAsync($$"""{"anonymousId":"a1","userId":"customer-9","userToken":"{{wrong}}","event":"{{name}}"}""", write);
        Assert.Equal(IntakeCode.WrongUserToken, rejected.Code);
        Assert.DoesNotContain(wrong, rejected.Message + desk.DeadLetters.Letters[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_a_user_id_proves_nothing()
    {
        var (desk, write) = Shop();
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a1","userToken":"{{Hex}}",{{SignedUp}}}""", write);
        Assert.Equal(("a1", false), (record.Visitor.Value, record.Event.Header.OfUser));
    }

    [Fact]
    public async Task Where_no_proof_is_required_a_browsers_user_id_is_the_users()
    {
        var (desk, write) = Shop();
        var open = write with { Policy = write.Policy with { ProofRequired = false } };
        Assert.True((await desk.AcceptAsync<Identified>("""{"type":"identify","anonymousId":"a1","userId":"u1"}""", open)).Proven);
        Assert.Equal("u1", (await desk.AcceptAsync($$"""{"anonymousId":"a1","userId":"u1",{{SignedUp}}}""", open)).Visitor.Value);
        Assert.False(desk.Log.Records[^1].Record.Event.Header.Trusted);
    }

    private static (Desk Desk, IntakeContext Write) Shop()
    {
        var desk = new Desk();
        return (desk, desk.Write with { Policy = new IntakePolicy { UserTokens = Tokens } });
    }
}
