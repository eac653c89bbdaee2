using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;

namespace Recs.Training.Artefacts;

/// <summary>What a manifest says beyond its files, held against what can be: options within their ranges, nothing empty, and a first answer of numbers.</summary>
internal static class OptionChecks
{
    private const int MostFactors = 1_024;
    private const int MostLastItems = 1_000;
    private const double MostWeight = 1e6;

    /// <exception cref="ArtefactException">Something cannot be.</exception>
    public static void Check(ModelManifest manifest)
    {
        foreach (var (name, file) in manifest.Files)
        {
            if (file is null) throw Wrong($"files.{name}", "nothing", "its length and SHA-256");
        }

        foreach (var (part, evaluation) in manifest.Evaluation)
        {
            if (evaluation is null) throw Wrong($"evaluation.{part}", "nothing", "what was measured");
            foreach (var (method, figures) in evaluation.Methods)
            {
                if (figures is null) throw Wrong($"evaluation.{part}.methods.{method}", "nothing", "figures by measure");
            }
        }

        if (manifest.Next is not { } next) return;
        Within("next.als.factors", next.Als.Factors, 1, MostFactors);
        Within("next.als.unobserved", next.Als.Unobserved, 0, 1_000);
        Within("next.als.regularisation", next.Als.Regularisation, 0, MostWeight);
        Within("next.als.recency", next.Als.Recency, 0, 1);
        Within("next.als.lastItems", next.Als.LastItems, 0, MostLastItems);
        Within("next.transitions.recency", next.Transitions.Recency, 0, 1);
        Within("next.transitions.lastItems", next.Transitions.LastItems, 0, MostLastItems);
        Within("next.blend.floor", next.Blend.Floor, 1e-9, MostWeight);
        Within("next.blend.weight", next.Blend.Weight, 0, MostWeight);
    }

    /// <summary>Asks the model once for each of its first items.</summary>
    /// <exception cref="ArtefactException">It answers with what is no number.</exception>
    public static void Probe(ModelArtefact model)
    {
        if (model.Manifest.Next is not { } next || model.Factors is null || model.Items.Count == 0) return;
        var blend = new CandidateBlend(model.Transitions!, model.Taste!, next.Transitions, AlsModel.Of(model.Factors, next.Als), next.Blend);
        for (var item = 0; item < Math.Min(100, model.Items.Count); item++)
        {
            blend.Score([item]);
            foreach (var candidate in blend.Candidates)
            {
                if (!(blend[candidate] > 0) || !float.IsFinite(blend[candidate])) throw new ArtefactException($"Asked what follows item {item} the model answers {blend[candidate]}; numbers above 0 were expected. The factors or the options of the blend are too large; train again.");
            }
        }
    }

    private static void Within(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most)) throw Wrong(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), FormattableString.Invariant($"{least} to {most}"));
    }

    private static ArtefactException Wrong(string name, string found, string expected) =>
        new($"{ArtefactFiles.Manifest}: {name} is {found}; {expected} was expected. Train again.");
}
