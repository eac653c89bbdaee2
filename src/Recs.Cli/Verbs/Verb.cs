using System.CommandLine;

namespace Recs.Cli.Verbs;

/// <summary>A command with examples, which its help shows.</summary>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
