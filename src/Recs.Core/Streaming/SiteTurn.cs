using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>One site of a partition in its owner's memory.</summary>
internal sealed class SiteTurn(SiteId site, SitePartitionState state)
{
    public SiteId Site { get; } = site;

    public SitePartitionState State { get; } = state;

    public VisitorOptions Options { get; private set; } = state.OptionsJson.Length == 0 ? VisitorOptions.Default : VisitorOptions.FromJson(state.OptionsJson);

    public bool Dirty { get; set; }

    public void Change(string optionsJson)
    {
        Options = VisitorOptions.FromJson(optionsJson);
        State.OptionsJson = optionsJson;
    }
}
