using System.Text.Json;
using Recs.Core.Recommendations;

namespace Recs.Server.Tests.Recommender;

/// <summary>What the OpenAPI document shows of each form.</summary>
public sealed class FormExamplesTests
{
    [Fact]
    public async Task The_document_shows_an_answer_of_every_form_with_a_reason_that_there_is()
    {
        await using var server = await RunningServer.StartAsync();
        var (_, text) = await server.GetAsync("/openapi/v1.json", key: null);
        using var document = JsonDocument.Parse(text);
        var examples = document.RootElement.GetProperty("paths").GetProperty("/v1/recommendations").GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetProperty("value"));
        var codes = typeof(ReasonCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToHashSet();

        Assert.Equal(RecommendationForms.AllNames.Order(), examples.Keys.Order());
        foreach (var (form, answer) in examples)
        {
            Assert.Equal(form, answer.GetProperty("form").GetString());
            var reason = answer.GetProperty("items")[0].GetProperty("reason");
            Assert.Contains(reason.GetProperty("code").GetString()!, codes);
            Assert.NotEmpty(reason.GetProperty("text").GetString()!);
        }
    }
}
