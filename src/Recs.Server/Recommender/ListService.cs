using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Rules;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary>The background of lists and rules: lists are written and dropped with age, rules looked for; the first rules are there before the server answers.</summary>
internal sealed class ListService(ListKeeper lists, RuleBooks rules, SiteDirectory sites) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var site in sites.Current.Known) await rules.RefreshAsync(site.Id, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(lists.RunAsync(stoppingToken), rules.RunAsync(() => sites.Current.Known.Select(s => s.Id), stoppingToken));
}
