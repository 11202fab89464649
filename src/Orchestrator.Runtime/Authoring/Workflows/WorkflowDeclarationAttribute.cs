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

    /// <summary>The text shown in menus. The database owns it after the first start.</summary>
    public string Description { get; }

    /// <summary>Further product types for which this is the same workflow.</summary>
    public Type[] AlsoFor { get; set; } = [];

    /// <summary>
    /// The name of the static method in the same class that asks the form's pages; null when nothing is asked.
    /// Not allowed on a reconcile workflow (ORCH2002).
    /// </summary>
    public string? InputForm { get; set; }

    /// <summary>
    /// The name of a <see cref="StepAttribute"/> method that the emitted reconcile workflow runs first, for state keys that only the form
    /// gives.
    /// </summary>
    public string? Defaults { get; set; }

    /// <summary>
    /// True: while a process of this workflow is unfinished, another one is refused, however many are started at once. Default false.
    /// </summary>
    public bool OneAtATime { get; set; }

    /// <summary>
    /// The policy under which a process of the workflow may be started and, at a step without its own policy, resumed. The application's
    /// <see cref="Operations.Authorization.IWorkflowAuthorizer"/> receives its name and decides. A reconcile workflow that is emitted from
    /// a modify workflow has the same policy. Default null: the authorizer is called without one.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// The policy under which a process of the workflow may be retried, skipped or aborted, at a step without its own policy. Default:
    /// <see cref="Policy"/>.
    /// </summary>
    public string? RetryPolicy { get; set; }

    /// <summary>False: no reconcile workflow is emitted for this modify workflow. Default true.</summary>
    public bool Reconcile { get; set; } = true;
}
