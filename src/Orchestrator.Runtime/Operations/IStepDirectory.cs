namespace Orchestrator.Operations;

/// <summary>The steps of the application's workflows. Thread-safe.</summary>
public interface IStepDirectory
{
    /// <summary>
    /// Finds the steps that workflows run. It calls the methods that are the workflows, which nothing else does before one is used.
    /// </summary>
    /// <returns>The identities of the steps, without those of a workflow that has none that can be executed.</returns>
    IReadOnlySet<string> FindUsed();
}
