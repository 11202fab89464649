using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// Classifies the failure of a task's step by its exception. Register any number of implementations as services: they are called in the
/// order of their registration, before the engine's own implementation, which knows <see cref="InconsistentDataException"/>, timeouts and
/// unreachable HTTP systems. The first result is used; an implementation that fails, or returns no result within 10 seconds, is skipped.
/// </summary>
public interface IFailureClassifier
{
    /// <summary>Classifies what a step threw.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The kind of failure; null to leave the decision to the next classifier.</returns>
    FailureKind? Classify(Exception exception);
}
