using System.CommandLine;
using Recs.Cli.Evaluation;
using Recs.Cli.Output;
using Recs.Training.Data;
using Recs.Training.Evaluation;

namespace Recs.Cli.Verbs;

/// <summary><c>recs evaluate relations</c>: complements and substitutes found from purchases, held against lists of what is known.</summary>
internal static class EvaluateRelationsVerb
{
    private static readonly string[] Names = ["train.csv", "item_meta.csv"];
    private static readonly string[] Endings = ["", ".gz"];

    public static Verb Create(Func<bool, Func<IProgressDisplay, EvaluationReport>, Task<int>> run)
    {
        var paths = new Argument<string[]>("folder|files")
        {
            Description = "A file of purchases (user_id, item_id, time) and one of what is known (item_id, r_complement, r_substitute), tables with tabs and a header, plain or .gz; or a folder that holds both as train.csv and item_meta.csv.",
            Arity = new ArgumentArity(1, 2),
        };
        var (options, json) = (new EvaluateOptions(), CommonOptions.Json());
        var verb = new Verb("relations", "Find complements and substitutes from purchases alone and hold them against lists of what is bought and viewed together.",
            "recs evaluate relations ../shared/data/amazon-grocery-relations",
            "recs evaluate relations train.csv.gz item_meta.csv.gz --trials 1 --json")
        {
            paths, options.Trials, options.Seed, options.Threads, json,
        };
        verb.SetAction((parsed, cancel) => run(parsed.GetValue(json), progress =>
        {
            var (items, files) = (new ItemVocabulary(), Find(parsed.GetRequiredValue(paths)));
            var purchases = PurchaseFile.Read(files.Purchases, items);
            var truth = RelationFile.Read(files.Relations, items);
            return new RelationEvaluation(purchases, truth, options.Plan(parsed), new EvaluationProgress(progress)).Run(cancel);
        }));
        return verb;
    }

    private static (string Purchases, string Relations) Find(string[] paths)
    {
        if (paths.Length == 2) return (paths[0], paths[1]);
        var found = Array.ConvertAll(Names, name => Endings.Select(end => Path.Combine(paths[0], name + end)).FirstOrDefault(File.Exists)
            ?? throw new CliException(ExitCodes.Failed, $"{paths[0]}: a folder with {Names[0]} and {Names[1]} (or .gz) was expected, or two files; {name} was not found."));
        return (found[0], found[1]);
    }
}
