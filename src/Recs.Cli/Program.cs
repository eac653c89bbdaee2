using Recs.Cli;
using Recs.Cli.Output;

return await RecsCommand.RunAsync(args, CliConsole.OfProcess(), TimeProvider.System);
