namespace Orchestrator;

/// <summary>
/// A step that does nothing and takes the place of a removed step, so that processes that completed that step before it was removed still
/// find their position.
/// </summary>
/// <param name="Id">The identity of the removed step, for example <c>L2vpnWorkflows.UpdateCrm</c>.</param>
internal sealed record ObsoleteStep(string Id) : Step;
