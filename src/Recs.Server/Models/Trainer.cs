using System.Collections.Concurrent;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Models.Learning;
using Recs.Models.Registry;
using Recs.Training.Artefacts;
using Recs.Training.Data;
using Recs.Training.Evaluation;
using Recs.Training.Pipeline;

namespace Recs.Server.Models;

/// <summary>Trains models of sites from the log, one at a time, on so many processors as the settings allow, and publishes them through the gate.</summary>
public sealed class Trainer(IEventLog log, ModelRegistry registry, TrainingSettings settings, TimeProvider clock, ILogger<Trainer> logger)
{
    private readonly ConcurrentDictionary<SiteId, TrainingStatus> _status = new();
    private int _running;

    public TrainingStatus Status(SiteId site) => _status.GetValueOrDefault(site, TrainingStatus.Never);

    /// <summary>Begins a training of a site; false: one is under way in this process.</summary>
    /// <param name="site">The shop.</param>
    /// <param name="plan">How; null: as configured.</param>
    /// <param name="publish">Let the model serve if the gate has nothing against it.</param>
    /// <param name="ended">Completes when it is over, whatever came of it.</param>
    /// <param name="cancel">Stops it.</param>
    public bool TryBegin(SiteId site, TrainingPlan? plan, bool publish, out Task ended, CancellationToken cancel)
    {
        ended = Task.CompletedTask;
        if (Interlocked.Exchange(ref _running, 1) == 1) return false;
        _status[site] = new TrainingStatus { State = TrainingState.Running, Started = clock.GetUtcNow(), Step = "reading the log" };
        ended = Task.Run(() => RunAsync(site, plan ?? Plan(), publish, cancel), CancellationToken.None);
        return true;
    }

    /// <summary>As configured.</summary>
    public TrainingPlan Plan() => new() { Search = new EvaluationPlan { Trials = settings.Trials, Factors = settings.Factors, Threads = settings.Threads } };

    private async Task RunAsync(SiteId site, TrainingPlan plan, bool publish, CancellationToken cancel)
    {
        var began = Status(site);
        try
        {
            var total = await LogInteractions.CountAsync(log, cancel);
            var data = await LogInteractions.ReadAsync(log, site, settings.MaxInteractions, Step(site, "reading the log", total), cancel);
            var serving = await ServingAsync(site, cancel);
            // Minutes of work, so none of the threads that requests wait for.
            var files = await Task.Factory.StartNew(() => new ModelTrainer(data, plan, new Progress(this, site)).Train(serving, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var version = (await registry.AddAsync(site, files, cancel)).Version;
            var objection = publish ? await PublishAsync(site, version, cancel) : null;
            _status[site] = began with { State = TrainingState.Done, Ended = clock.GetUtcNow(), Step = null, Version = version, Published = publish && objection is null, Message = objection };
            TrainerLog.Trained(logger, site, version, objection ?? (publish ? "it serves" : "it is kept"));
        }
        catch (Exception error)
        {
            var message = cancel.IsCancellationRequested ? "The server was stopped." : error.Message;
            _status[site] = began with { State = TrainingState.Failed, Ended = clock.GetUtcNow(), Step = null, Message = message };
            if (error is RecsException or TrainingDataException or OperationCanceledException) TrainerLog.NotTrained(logger, site, message);
            else TrainerLog.Failed(logger, site, error);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    // A serving model that cannot be read has nothing to be compared with.
    private async Task<ModelArtefact?> ServingAsync(SiteId site, CancellationToken cancel)
    {
        try
        {
            return await registry.ServingAsync(site, cancel);
        }
        catch (ArtefactException error)
        {
            TrainerLog.NotCompared(logger, site, error);
            return null;
        }
    }

    private async Task<string?> PublishAsync(SiteId site, string version, CancellationToken cancel)
    {
        try
        {
            await registry.PublishAsync(site, version, force: false, "trained by the server", cancel);
            return null;
        }
        catch (ModelException refused)
        {
            return refused.Message;
        }
    }

    private StepProgress Step(SiteId site, string what, long total)
    {
        _status[site] = Status(site) with { Step = what, Progress = 0 };
        return new StepProgress(done => _status[site] = Status(site) with { Step = what, Progress = total > 0 ? Math.Min(1, (double)done / total) : 1 });
    }

    private sealed class Progress(Trainer trainer, SiteId site) : IEvaluationProgress
    {
        public IProgress<long> Begin(string what, long total) => trainer.Step(site, what, total);
    }

    // At once and in order, unlike the ordinary one.
    private sealed class StepProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
