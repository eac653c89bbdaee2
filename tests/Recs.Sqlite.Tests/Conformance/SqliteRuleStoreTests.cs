using Recs.Conformance;
using Recs.Core.Recommendations.Rules;

namespace Recs.Sqlite.Tests.Conformance;

public sealed class SqliteRuleStoreTests : RuleStoreSpec
{
    private readonly SqliteHost _host = new();

    protected override ValueTask<IRuleStore> OpenAsync() => ValueTask.FromResult(_host.Installation.Rules);

    protected override async ValueTask<IRuleStore?> ReopenAsync()
    {
        await _host.CloseAsync();
        return _host.Installation.Rules;
    }

    protected override ValueTask CloseAsync() => _host.DisposeAsync();
}
