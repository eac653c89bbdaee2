using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Server.Changes;

namespace Recs.Server.Tests.Changes;

public sealed class ChangeFeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stored_but_not_yet_said_to_be_there_waits_for_the_next_page()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 20);
        var reader = server.Services.GetRequiredService<IVisitorReader>();
        var ends = await reader.ChangeEndsAsync(Cancel);
        while (ends.Sum() < 40)
        {
            await reader.WaitForChangesAsync(ends, Cancel);
            ends = await reader.ChangeEndsAsync(Cancel);
        }

        var (late, now) = (new ChangeFeed(LateEnds.Of(reader, [.. ends.Select(e => Math.Max(0, e - 1))])), new ChangeFeed(reader));

        var first = await late.ReadAsync(await late.BeginningAsync(SiteId.Default, Cancel), new HashSet<Core.Visitors.VisitorChangeKind>(), 1_000, cursors: false, Cancel);
        Assert.NotNull(await late.FindAsync(SiteId.Default, first.Cursor.ToString(), Cancel));
        var second = await now.ReadAsync(first.Cursor, new HashSet<Core.Visitors.VisitorChangeKind>(), 1_000, cursors: false, Cancel);
        Assert.Equal(ends.Count(e => e > 0), second.Changes.Count);
        Assert.Equal(40, first.Changes.Concat(second.Changes).Select(c => c.Id).Distinct().Count());
    }

    /// <summary>Between a commit of the store and the moment in which it tells of it.</summary>
    public class LateEnds : DispatchProxy
    {
        private IVisitorReader _reader = null!;
        private IReadOnlyList<long> _ends = [];

        public static IVisitorReader Of(IVisitorReader reader, IReadOnlyList<long> ends)
        {
            var proxy = Create<IVisitorReader, LateEnds>();
            ((LateEnds)(object)proxy)._reader = reader;
            ((LateEnds)(object)proxy)._ends = ends;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IVisitorReader.ChangeEndsAsync) ? new ValueTask<IReadOnlyList<long>>(_ends) : targetMethod.Invoke(_reader, args);
    }
}
