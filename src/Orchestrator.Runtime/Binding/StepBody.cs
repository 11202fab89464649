using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>Binds a step's parameters, runs it and collects its result. Emitted for each <see cref="StepAttribute"/> method.</summary>
/// <param name="call">Provides the arguments.</param>
/// <returns>The result of the step.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<StepOutput> StepBody(StepCall call);
