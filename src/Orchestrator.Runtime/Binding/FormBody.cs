using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>Binds a form's parameters, runs it and collects its result. Emitted for each workflow with a form.</summary>
/// <param name="call">Provides the arguments and the pages.</param>
/// <returns>The result of the form.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<StepOutput> FormBody(FormCall call);
