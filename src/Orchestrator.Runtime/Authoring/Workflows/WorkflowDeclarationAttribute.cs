namespace Orchestrator;

/// <summary>
/// The base class of the workflow attributes, with their common properties. A workflow is a static method without parameters that returns a
/// <see cref="StepList"/>; its name is the snake_case form of the method's name.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class WorkflowDeclarationAttribute : Attribute
{
    private protected WorkflowDeclarationAttribute(Type? product, string description)
    {
        Product = product;
        Description = description;
    }

    /// <summary>
    /// The product type, a class marked <see cref="ProductAttribute"/>, on whose subscriptions the workflow runs; null for a plain workflow
    /// without one.
    /// </summary>
    public Type? Product { get; }

    /// <summary>The text shown in menus. After the first start, the value in the database is used.</summary>
    public string Description { get; }

    /// <summary>Further product types to which the workflow applies.</summary>
    public Type[] AlsoFor { get; set; } = [];

    /// <summary>
    /// The name of the static method in the same class that shows the form's pages; null for no form. Not allowed on a reconcile workflow
    /// (ORCH2002).
    /// </summary>
    public string? InputForm { get; set; }

    /// <summary>
    /// The name of a <see cref="StepAttribute"/> method that the emitted reconcile workflow runs first, for state keys that only the form
    /// provides.
    /// </summary>
    public string? Defaults { get; set; }

    /// <summary>
    /// True: only one process of this workflow can be unfinished; further starts are rejected, also concurrent ones. Default false.
    /// </summary>
    public bool OneAtATime { get; set; }

    /// <summary>
    /// The policy for starting a process of the workflow and for resuming it at a step without a policy. The application's <see
    /// cref="Operations.Authorization.IWorkflowAuthorizer"/> receives its name. A reconcile workflow that is emitted from a modify workflow
    /// has the same policy. Default null: the authorizer is called without a policy.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// The policy for retrying, skipping or aborting a process of the workflow at a step without a policy. Default: <see cref="Policy"/>.
    /// </summary>
    public string? RetryPolicy { get; set; }

    /// <summary>False: no reconcile workflow is emitted for this modify workflow. Default true.</summary>
    public bool Reconcile { get; set; } = true;
}
