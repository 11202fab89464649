namespace Orchestrator.Execution;

/// <summary>What a step of the engine's own tasks does.</summary>
internal interface ISystemStep
{
    /// <summary>Does what takes time, and gives what goes into the step's transaction.</summary>
    Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken);
}
