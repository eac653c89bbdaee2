using System.Runtime.CompilerServices;
using Recs.Cli.Export.Rows;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Models.Learning;
using Recs.Training.Data.Interactions;

namespace Recs.Cli.Export.Log;

/// <summary>
/// What visitors did with products, by the rules by which models are trained (<see cref="InteractionRules"/>), in the order of receipt. A
/// device is the user it was handed over to, so the log is read twice. Memory grows with the number of such devices and of those who
/// refused, not with the log.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="request">Which.</param>
/// <param name="format">How they are written.</param>
/// <param name="pageSize">Records a page.</param>
internal sealed class InteractionExport(IEventLog log, ExportRequest request, IRowFormat<InteractionRow> format, int pageSize = EventExport.UsualPage) : IExportSource
{
    public ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel) => LogBounds.ReadAsync(log, cancel);

    public ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel) => LogBounds.StillHoldAsync(log, bounds, cancel);

    public long Total(IReadOnlyList<long> bounds) => LogBounds.Records(bounds);

    public async IAsyncEnumerable<ExportPage> ReadAsync(
        IReadOnlyList<long> bounds, IReadOnlyList<long>? after, IProgressDisplay progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var who = await ReadWhoAsync(bounds, progress, cancel);
        var page = new RowPage<InteractionRow>(format);
        var (walk, rules, records) = (new LogWalk(log, request.Site, bounds, after: null), new InteractionRules(request.Site), 0);
        var writer = new Writer(request, who, page) { Silent = after is not null };
        if (after is null) page.Header();
        await foreach (var record in walk.ReadAsync(cancel))
        {
            if (!who.Copies.Holds(record) || record.Visitor.IsAnonymousOrder) rules.Take(record, writer);
            if (++records % pageSize != 0) continue;

            if (!writer.Silent) yield return new ExportPage(walk.At, walk.Done, page.Rows, page.Text);
            else writer.Silent = !walk.At.SequenceEqual(after!);
            page.Clear();
        }

        if (page.Text.Length > 0) yield return new ExportPage(walk.At, walk.Done, page.Rows, page.Text);
    }

    private async Task<Who> ReadWhoAsync(IReadOnlyList<long> bounds, IProgressDisplay progress, CancellationToken cancel)
    {
        var (who, walk, rules, records) = (new Who(), new LogWalk(log, request.Site, bounds, after: null), new InteractionRules(request.Site), 0);
        var done = progress.Begin("Reading which devices are whose", LogBounds.Records(bounds));
        await foreach (var record in walk.ReadAsync(cancel))
        {
            who.Counts = false;
            rules.Take(record, who);
            who.Copies.Look(record, who.Counts);
            if (++records % pageSize == 0) done.Report(walk.Done);
        }

        done.Report(LogBounds.Records(bounds));
        who.End();
        return who;
    }

    private sealed class Who : IInteractionSink
    {
        private readonly VisitorAliases _aliases = new();
        private readonly Dictionary<ulong, string> _users = [];
        private VisitorRefusals _refusals = new();

        public CopiedRecords Copies { get; } = new();

        public bool Counts { get; set; }

        public string? Name(in TaughtInteraction x)
        {
            if (x.Visitor.IsAnonymousOrder || x.Visitor.IsAnonymousEvent) return null;
            return _users.GetValueOrDefault(_aliases.Resolve(x.VisitorHash), x.Visitor.Value);
        }

        public bool MayTeach(in TaughtInteraction x) => !_refusals.Holds(_aliases.Resolve(x.VisitorHash), x.Time.UnixMilliseconds, x.Allows);

        /// <summary>The log was gone through.</summary>
        public void End() => _refusals = _refusals.Resolved(_aliases);

        public void Consent(ulong visitor, Instant time, bool? analytics, bool? personalisation) => _refusals.Add(visitor, time.UnixMilliseconds, analytics, personalisation);

        public void Alias(VisitorId alias, VisitorId visitor)
        {
            var user = Hash64.Of(visitor.Value);
            _aliases.Add(Hash64.Of(alias.Value), user);
            _users[user] = visitor.Value;
        }

        public void Add(in TaughtInteraction interaction) => Counts = true;
    }

    private sealed class Writer(ExportRequest request, Who who, RowPage<InteractionRow> page) : IInteractionSink
    {
        public bool Silent { get; set; }

        public void Alias(VisitorId alias, VisitorId visitor)
        {
        }

        public void Consent(ulong visitor, Instant time, bool? analytics, bool? personalisation)
        {
        }

        public void Add(in TaughtInteraction x)
        {
            if (!Silent && request.Holds(x.Time) && who.MayTeach(x)) page.Add(new InteractionRow(x.Time, who.Name(x), x.Item.Value, x.Kind, x.OrderId, x.OrderId is null ? null : x.Line + 1));
        }
    }
}
