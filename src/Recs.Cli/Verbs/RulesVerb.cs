using System.CommandLine;
using System.Globalization;
using Recs.Cli.Evaluation;
using Recs.Cli.Output;
using Recs.Training.Data;
using Recs.Training.Rules;

namespace Recs.Cli.Verbs;

/// <summary><c>recs rules</c>: what is bought together, as association rules.</summary>
internal static class RulesVerb
{
    private static readonly RuleOptions Usual = new();

    public static Verb Create(CliConsole console)
    {
        var file = new Argument<string>("file") { Description = "One basket a line, item names separated by commas; plain or .gz." };
        var support = Share("--support", "The least share of baskets that hold both sides.", Usual.Support, least: double.Epsilon);
        var confidence = Share("--confidence", "The least share of the baskets with the left side that hold the right one too.", Usual.Confidence, least: 0);
        var (limit, json) = (new Option<int>("--limit") { Description = "So many rules, highest lift first.", HelpName = "n", DefaultValueFactory = _ => 20 }, CommonOptions.Json());
        var verb = new Verb("rules", "Find association rules in baskets: who buys the left side buys the right one, by lift against chance.",
            "recs rules ../shared/data/groceries/groceries.csv.gz --support 0.001 --confidence 0.8",
            "recs rules baskets.csv --support 0.006 --confidence 0.25 --limit 1000 --json")
        {
            file, support, confidence, limit, json,
        };
        verb.SetAction((parsed, cancel) =>
        {
            var (baskets, items) = BasketFile.Read(parsed.GetRequiredValue(file));
            var options = new RuleOptions { Support = parsed.GetValue(support), Confidence = parsed.GetValue(confidence) };
            var rules = RuleMiner.Find(baskets, options, cancel);
            IReadOnlyList<AssociationRule> shown = [.. rules.Take(parsed.GetValue(limit))];
            if (parsed.GetValue(json)) console.WriteJson(RulesOutput.Json(shown, rules.Count, baskets.Count, items.Ids));
            else RulesOutput.Table(console, shown, rules.Count, baskets.Count, items.Ids);
            return Task.FromResult(ExitCodes.Ok);
        });
        return verb;
    }

    private static Option<double> Share(string name, string description, double usual, double least)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "share", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var share) && !(share >= least && share <= 1))
                result.AddError($"{name} takes a share {(least > 0 ? "above 0" : "from 0")} to 1; {result.Tokens[0].Value} was found.");
        });
        return option;
    }
}
