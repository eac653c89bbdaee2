using Recs.Cli.Output;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Explanations;

namespace Recs.Cli.Recommendations;

/// <summary>Why a product is in a list or not, for programs, as <c>GET /v1/visitors/{id}/why</c> answers it.</summary>
public static class WhyJson
{
    public static byte[] Write(WhyAnswer why) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("item", why.Item.Value);
        json.WriteString("form", why.Form.Name());
        json.WriteBoolean("listed", why.Listed is not null);
        if (why.Rank is { } rank) json.WriteNumber("rank", rank);
        else json.WriteNull("rank");
        if (why.Score is { } score) json.WriteNumber("score", Math.Round(score, 6));
        else json.WriteNull("score");
        json.WriteString("keptOut", why.KeptOut.Name());
        json.WriteString("text", why.Text);
        if (why.Listed is { } listed) ListJson.Write(json, listed.Reason);
        else json.WriteNull("reason");
        if (why.Place is { } place) PlaceJson.Write(json, place);
        else json.WriteNull("explanation");
        json.WriteString("hiddenBy", why.HiddenBy);
        json.WriteString("refusedPin", why.RefusedPin);
        json.WriteEndObject();
    });
}
