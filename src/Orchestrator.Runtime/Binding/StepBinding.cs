namespace Orchestrator.Binding;

/// <summary>How one step method is run, emitted at build time.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Body">Binds, runs and collects.</param>
public sealed record StepBinding(string Id, string Name, StepBody Body);
