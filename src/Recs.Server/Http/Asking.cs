namespace Recs.Server.Http;

/// <summary>Marks an endpoint whose body only says what is asked: it takes no data in, so it does not stand behind the collector's gate.</summary>
internal sealed class Asking
{
    public static readonly Asking Only = new();

    private Asking()
    {
    }
}

internal static class AskingEndpoints
{
    public static RouteHandlerBuilder OnlyAsks(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Asking.Only);
}
