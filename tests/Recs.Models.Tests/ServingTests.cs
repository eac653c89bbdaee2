using Recs.Core;
using Recs.Core.Catalog;
using Recs.Models.Serving;
using Recs.Training.Artefacts;
using Recs.Training.Models.Blending;
using Recs.Training.Models.Factors;

namespace Recs.Models.Tests;

public sealed class ServingTests
{
    private static readonly ModelArtefact Artefact = ArtefactReader.Read(Made.Files);

    [Fact]
    public void Candidates_hold_at_least_98_of_100_of_what_the_whole_catalogue_would_give()
    {
        var next = Artefact.Manifest.Next!;
        var exact = Artefact.NextModel()!.CreateScorer();
        var candidates = new CandidateBlend(Artefact.Transitions!, Artefact.Taste!, next.Transitions, AlsModel.Of(Artefact.Factors!, next.Als), next.Blend);
        var (random, scores) = (new Random(3), new float[Artefact.Items.Count]);
        var (found, all) = (0, 0);
        for (var visitor = 0; visitor < 500; visitor++)
        {
            int[] history = [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => random.Next(scores.Length))];
            exact.Score(history, scores);
            candidates.Score(history);
            var best = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(10).ToList();
            var given = candidates.Candidates.ToArray().OrderByDescending(i => candidates[i]).Take(10).ToHashSet();
            found += best.Count(given.Contains);
            all += best.Count;
        }

        Assert.True(found >= 0.98 * all, $"{found} of {all}");
    }

    [Fact]
    public void Scores_stay_above_0_and_finite_whatever_the_blend()
    {
        foreach (var weight in (double[])[0, 3, 1_000])
        {
            var next = Artefact.Manifest.Next!;
            var blend = new CandidateBlend(Artefact.Transitions!, Artefact.Taste!, next.Transitions, AlsModel.Of(Artefact.Factors!, next.Als), next.Blend with { Weight = weight });
            blend.Score([1, 2, 3]);
            Assert.All(blend.Candidates.ToArray(), c => Assert.True(blend[c] is > 0 and <= 1, $"{weight}: {blend[c]}"));
        }
    }

    [Fact]
    public void Scoring_allocates_nothing_once_it_is_warm()
    {
        var next = Artefact.Manifest.Next!;
        var blend = new CandidateBlend(Artefact.Transitions!, Artefact.Taste!, next.Transitions, AlsModel.Of(Artefact.Factors!, next.Als), next.Blend);
        int[] history = [4, 8, 15, 16, 23, 42];
        blend.Score(history);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) blend.Score(history);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Products_are_numbered_as_in_the_catalogue_and_those_it_lacks_are_passed_over()
    {
        var builder = new CatalogBuilder();
        foreach (var id in Artefact.Items.Where(i => i.StartsWith("t3", StringComparison.Ordinal)).Append("new").Append("a")) builder.Put(new CatalogItem(new ItemId(id), "") { InStock = true });
        var catalog = builder.Build();
        var model = new SiteModel(Artefact).Bind(catalog);
        Assert.True(catalog.TryFind(new ItemId("t3-07").Hash, out var from));
        Assert.True(catalog.TryFind(new ItemId("new").Hash, out var unknown));
        Assert.True(model.Knows(from));
        Assert.False(model.Knows(unknown));
        Assert.Equal(0, model.Next(unknown).Count);
        Assert.Equal("t3-08", catalog[model.Next(from)[0].Item].Id.Value);
        Assert.Equal(Artefact.Items.Count(i => i.StartsWith("t3", StringComparison.Ordinal)) / (double)Artefact.Items.Count, new SiteModel(Artefact).ShareIn(catalog), 6);
    }
}
