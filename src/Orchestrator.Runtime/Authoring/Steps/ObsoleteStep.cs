namespace Orchestrator;

/// <summary>
/// A step that does nothing and stands where another one was, so that processes which have finished that one before it was removed still
/// find their place.
/// </summary>
/// <param name="Id">The identity of the step that was here, for example <c>L2vpnWorkflows.UpdateCrm</c>.</param>
public sealed record ObsoleteStep(string Id) : Step;
