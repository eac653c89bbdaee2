using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.Simulate;

/// <summary>What became of shoppers who walked in, for people and for programs.</summary>
internal static class LiveOutput
{
    public static void Write(CliConsole console, LiveCounts c, int shoppers, TimeSpan elapsed)
    {
        console.Write(string.Create(CultureInfo.InvariantCulture, $"{shoppers:N0} shoppers, {elapsed.TotalSeconds:0.0} s: {c.Sent:N0} events sent ({c.Sent / elapsed.TotalSeconds:N1} a second), {c.Accepted:N0} accepted, {c.Duplicates:N0} repeats, {c.Lost:N0} lost, {c.NotSent:N0} not sent."));
        console.Write(string.Create(CultureInfo.InvariantCulture, $"  answers, from when a request was due: half within {c.Milliseconds(0.5):0.0} ms, 99 % within {c.Milliseconds(0.99):0.0} ms"));
        if (c.Lists > 0) console.Write(string.Create(CultureInfo.InvariantCulture, $"  recommendations: {c.Lists:N0} lists shown, {c.Clicks:N0} clicked"));
        foreach (var (reason, count) in c.Refused) console.Write(string.Create(CultureInfo.InvariantCulture, $"  lost, {reason}: {count:N0}"));
    }

    public static byte[] WriteJson(LiveCounts c, int shoppers, TimeSpan elapsed) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("shoppers", shoppers);
        json.WriteNumber("sent", c.Sent);
        json.WriteNumber("accepted", c.Accepted);
        json.WriteNumber("duplicates", c.Duplicates);
        json.WriteNumber("lost", c.Lost);
        json.WriteNumber("notSent", c.NotSent);
        json.WriteStartObject("lostBy");
        foreach (var (reason, count) in c.Refused) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteNumber("lists", c.Lists);
        json.WriteNumber("clicks", c.Clicks);
        json.WriteStartObject("milliseconds");
        json.WriteNumber("p50", Math.Round(c.Milliseconds(0.5), 1));
        json.WriteNumber("p99", Math.Round(c.Milliseconds(0.99), 1));
        json.WriteEndObject();
        json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    });
}
