using System.Net;
using Recs.TestKit;

namespace Recs.Server.Tests.Models;

/// <summary>The server trains from its own log.</summary>
public sealed class TrainingTests
{
    private const string Quickly = """{"trials":2,"factors":12}""";

    [Fact]
    public async Task A_training_ends_in_a_model_that_serves_and_the_next_one_is_measured_against_it()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.WalkAsync(server);
        var (status, begun) = await ModelShop.PostAsync(server, "/v1/models:train", Quickly);
        Assert.Equal((HttpStatusCode.Accepted, "Running"), (status, begun.GetProperty("state").GetString()));
        var models = await EndedAsync(server);
        Assert.True(models.GetProperty("training").GetProperty("published").GetBoolean(), models.GetProperty("training").ToString());
        await ModelShop.UntilAsync(server, "/v1/recommendations?form=for_you&item=t3-07", a => a.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString() == "learned_next");

        await ModelShop.PostAsync(server, "/v1/models:train", """{"trials":2,"factors":12,"seed":2}""");
        models = await EndedAsync(server);
        var gate = models.GetProperty("models")[0].GetProperty("manifest").GetProperty("evaluation").GetProperty("next").GetProperty("gate");
        Assert.Equal(models.GetProperty("models")[1].GetProperty("version").GetString(), gate.GetProperty("serving").GetString());
    }

    [Fact]
    public async Task Too_little_data_is_said_and_what_serves_goes_on()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        await ModelShop.PostAsync(server, "/v1/models:train", "");
        var models = await EndedAsync(server);
        Assert.Equal("Failed", models.GetProperty("training").GetProperty("state").GetString());
        Assert.Contains("are needed", models.GetProperty("training").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("a", models.GetProperty("serving").GetString());
    }

    [Theory]
    [InlineData("""{"trials":0}""")]
    [InlineData("""{"factors":5000}""")]
    [InlineData("""{"trails":3}""")]
    [InlineData("""{"publish":"yes"}""")]
    public async Task What_cannot_be_asked_of_a_training_is_refused(string body)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await ModelShop.PostAsync(server, "/v1/models:train", body)).Status);
        Assert.Equal("Never", (await ModelShop.ModelsAsync(server)).GetProperty("training").GetProperty("state").GetString());
    }

    [Fact]
    public async Task After_so_many_events_the_server_trains_by_itself()
    {
        var clock = new ManualTime();
        await using var server = await RunningServer.StartAsync(clock, "--Recs:Training:AfterEvents=5000", "--Recs:Training:Trials=1", "--Recs:Training:Factors=12");
        await ModelShop.FillAsync(server);
        await ModelShop.WalkAsync(server);
        await ModelShop.UntilAsync(server, "/v1/models", m =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return m.GetProperty("training").GetProperty("published").GetBoolean();
        });
    }

    [Theory]
    [InlineData("--Recs:Training:Every=00:00:01", "Recs:Training:Every")]
    [InlineData("--Recs:Training:Threads=0", "Recs:Training:Threads")]
    [InlineData("--Recs:Training:MaxInteractions=5", "Recs:Training:MaxInteractions")]
    public async Task Settings_that_cannot_be_stop_the_start(string setting, string said)
    {
        var error = await Assert.ThrowsAsync<Core.RecsException>(() => RunningServer.StartAsync(setting));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static Task<System.Text.Json.JsonElement> EndedAsync(RunningServer server) =>
        ModelShop.UntilAsync(server, "/v1/models", m => m.GetProperty("training").GetProperty("state").GetString() != "Running");
}
