namespace Recs.Server.Http;

/// <summary>What a browser says by itself about being recognised.</summary>
internal static class PrivacySignals
{
    /// <summary><c>Sec-GPC: 1</c>, the Global Privacy Control.</summary>
    public static bool IsGlobalPrivacyControl(HttpRequest request) => request.Headers["Sec-GPC"].ToString().Trim() == "1";
}
