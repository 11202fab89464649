using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>How a step ended and how logging it went.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Entry">What was to be logged.</param>
/// <param name="Log">How logging it went.</param>
internal sealed record StepResult(StepOutcome Outcome, StepLogEntry Entry, StepLogResult Log);
