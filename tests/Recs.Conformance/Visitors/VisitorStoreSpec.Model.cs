namespace Recs.Conformance;

/// <summary>Random commits compared with a model.</summary>
public abstract partial class VisitorStoreSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_commits_leave_what_the_model_says(int seed)
    {
        var random = new Random(seed);
        var model = new VisitorStoreModel(Ports.Partitions);
        var generator = new CommitGenerator(random, [Site, OtherSite]);
        for (var p = 0; p < Ports.Partitions; p++) await AcquireBoth(model, p);

        for (var step = 0; step < 120; step++)
        {
            await StepBoth(model, generator, random);
            if (step % 20 == 19) Assert.Equal(model.Dump([Site, OtherSite]), await Dump());
        }
    }

    private async Task StepBoth(VisitorStoreModel model, CommitGenerator generator, Random random)
    {
        var partition = random.Next(Ports.Partitions);
        switch (random.Next(10))
        {
            case 0:
                Ports.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(-1000, 1000)));
                await AcquireBoth(model, partition);
                break;
            case 1:
                var (upTo, aliases) = (model.Head(partition).NextOutbox - 1 - random.Next(3), generator.Aliases());
                model.CompleteOutbox(partition, upTo, aliases);
                await Store.CompleteOutboxAsync(partition, upTo, aliases, Cancel);
                break;
            default:
                var commit = generator.Next(model.Head(partition));
                Assert.Equal(model.Commit(commit), await Store.CommitAsync(commit, Cancel));
                break;
        }
    }

    private async Task AcquireBoth(VisitorStoreModel model, int partition)
    {
        var epoch = model.Acquire(partition, Ports.Clock.Instant);
        Assert.Equal(epoch, (await Acquire(partition)).Epoch);
    }
}
