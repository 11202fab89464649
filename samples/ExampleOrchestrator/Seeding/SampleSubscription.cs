using Orchestrator.Processes;

namespace ExampleOrchestrator.Seeding;

/// <summary>A subscription to be made.</summary>
/// <param name="Product">Its product.</param>
/// <param name="Pages">The answers to the pages of its create workflow, after the first one.</param>
internal sealed record SampleSubscription(string Product, params object[] Pages)
{
    /// <summary>The answer to a page that only shows something.</summary>
    internal static readonly object NothingToAnswer = new();

    /// <summary>What becomes of the process that makes it.</summary>
    internal ProcessStatus Expected { get; init; } = ProcessStatus.Completed;
}
