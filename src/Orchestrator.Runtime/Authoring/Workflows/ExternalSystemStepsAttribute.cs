namespace Orchestrator;

/// <summary>
/// Marks a static <see cref="StepList"/> property or parameterless method as the steps that update the external systems to match a
/// subscription. The build emits a reconcile workflow from it for a <see cref="ModifyWorkflowAttribute"/> workflow that uses the chain.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ExternalSystemStepsAttribute : Attribute
{
    /// <summary>
    /// The name of the emitted method. Default: <c>ReconcileX</c> for <c>ModifyX</c>; for any other name, <c>Reconcile</c> followed by the
    /// product type's name.
    /// </summary>
    public string? Workflow { get; set; }

    /// <summary>
    /// The description of the emitted workflow. Default: the modify workflow's, with a leading <c>Modify</c> replaced by <c>Reconcile</c>.
    /// </summary>
    public string? Description { get; set; }
}
