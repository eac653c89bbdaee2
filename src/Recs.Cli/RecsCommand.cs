using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Recs.Cli.Output;
using Recs.Cli.Verbs;
using Recs.Core;
using Recs.Core.Streaming.Retention;
using Recs.Models.Registry;
using Recs.Training.Artefacts;
using Recs.Training.Data;

namespace Recs.Cli;

/// <summary>The command line as a whole: parsing, help, and what errors come to.</summary>
public static class RecsCommand
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliConsole console, TimeProvider clock, CancellationToken cancel = default)
    {
        var parsed = Create(console, clock).Parse(args);
        var isWrong = parsed.Action is ParseErrorAction;
        var invocation = new InvocationConfiguration
        {
            // The usage that comes with an error is a message, and no result.
            Output = (isWrong ? console.Error : console.Out).Profile.Out.Writer,
            Error = console.Error.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        try
        {
            var result = await parsed.InvokeAsync(invocation, cancel);
            return isWrong ? ExitCodes.Usage : result;
        }
        catch (OperationCanceledException)
        {
            return Say(console, "Stopped. What was done so far stays.", ExitCodes.Interrupted);
        }
        catch (CliException e)
        {
            return Say(console, e.Message, e.ExitCode);
        }
        catch (TrainingDataException e)
        {
            return Say(console, e.Message, ExitCodes.Failed);
        }
        catch (ArtefactException e)
        {
            return Say(console, e.Message, ExitCodes.Failed);
        }
        catch (ModelException e)
        {
            return Say(console, e.Message, ExitCodes.Failed);
        }
        catch (BeforeRetentionException e)
        {
            return Say(console, e.Message, ExitCodes.Failed);
        }
        catch (StoreUnavailableException e)
        {
            return Say(console, $"{e.Message} Repeat the command when the cause is mended.", ExitCodes.DataFolder);
        }
        catch (RecsException e)
        {
            return Say(console, e.Message, ExitCodes.DataFolder);
        }
    }

    /// <summary>All verbs.</summary>
    internal static RootCommand Create(CliConsole console, TimeProvider clock)
    {
        var root = new RootCommand($"Recs: live visitors and recommendations of a web shop. {ExitCodes.InWords}")
        {
            ImportVerb.Create(console, clock),
            ExportVerb.Create(console, clock),
            ReplayVerb.Create(console, clock),
            VisitorVerb.Create(console, clock),
            RecommendVerb.Create(console, clock),
            WhyVerb.Create(console, clock),
            ValidateVerb.Create(console, clock),
            TrainVerb.Create(console, clock),
            ModelsVerb.Models(console, clock),
            ModelsVerb.Publish(console, clock),
            ModelsVerb.RollBack(console, clock),
            EvaluateVerb.Create(console, clock),
            RulesVerb.Create(console),
            SitesVerb.Create(console),
            SimulateVerb.Create(console, clock),
        };
        RefuseUnknownOptions(root);
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new ExampleHelp((HelpAction)help.Action!);
        return root;
    }

    // What looks like an option and is none must not be taken for the name of a file or a site.
    private static void RefuseUnknownOptions(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-') && !File.Exists(t.Value))) result.AddError($"Unrecognized option '{token.Value}'.");
            });
        }

        foreach (var below in command.Subcommands) RefuseUnknownOptions(below);
    }

    private static int Say(CliConsole console, string message, int exitCode)
    {
        console.Say(message);
        return exitCode;
    }
}
