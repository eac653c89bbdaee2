namespace Recs.Server.Tests.Changes;

/// <summary>Customers of the shop's own server, each of whom becomes one by two events.</summary>
internal static class Crowd
{
    /// <summary>Each signs up, then orders: two stage changes each, in this order.</summary>
    public static async Task ComeAsync(RunningServer server, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            await server.PostEventsAsync(
                $$$"""
                [{"messageId":"s{{{i}}}","event":"signed_up","userId":"c{{{i}}}"},
                 {"messageId":"o{{{i}}}","event":"order_completed","userId":"c{{{i}}}","properties":{"order_id":"o{{{i}}}","total":10,"currency":"EUR"}}]
                """, RunningServer.SecretKey);
        }
    }

    public static readonly string[] Story = ["stage FirstVisit → Prospect by signed_up", "stage Prospect → Customer by order_completed"];
}
