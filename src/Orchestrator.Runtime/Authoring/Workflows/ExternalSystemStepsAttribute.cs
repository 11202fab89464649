namespace Orchestrator;

/// <summary>
/// Marks a static <see cref="StepList"/> property or parameterless method as the steps that bring the external systems in line with
/// a subscription. A <see cref="ModifyWorkflowAttribute"/> workflow that uses the chain gets a reconcile workflow from it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ExternalSystemStepsAttribute : Attribute
{
    /// <summary>
    /// The name of the emitted method. Default: <c>ModifyX</c> gives <c>ReconcileX</c>, any other name gives <c>Reconcile</c> and the
    /// product type's name.
    /// </summary>
    public string? Workflow { get; set; }

    /// <summary>
    /// The description of the emitted workflow. Default: the modify workflow's, with a leading <c>Modify</c> replaced by <c>Reconcile</c>.
    /// </summary>
    public string? Description { get; set; }
}
