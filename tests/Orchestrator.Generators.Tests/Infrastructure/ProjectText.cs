namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A project as text: its sources, and in the options the files beside them and what it references.</summary>
internal sealed record ProjectText(RunOptions Options, params string[] Sources)
{
    public ProjectText(params string[] sources)
        : this(RunOptions.Default, sources) { }
}
