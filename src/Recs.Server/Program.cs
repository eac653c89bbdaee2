using Recs.Core;
using Recs.Server.Hosting;

try
{
    await using var app = RecsServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (RecsException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another address with --urls http://localhost:5081.");
    return 1;
}
