using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine;

/// <summary>How a step ended and how logging it went.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="StepStatus">The stored step status.</param>
/// <param name="ProcessStatus">The stored process status.</param>
/// <param name="Log">How logging it went.</param>
internal sealed record StepResult(StepOutcome Outcome, StepStatus StepStatus, ProcessStatus ProcessStatus, StepLogResult Log);
