namespace Orchestrator;

/// <summary>
/// Marks a plain workflow: it runs exactly the steps that it lists, so it begins with <see cref="Workflow.Start"/> and ends with
/// <see cref="Workflow.Done"/>. It acquires no lock, and the engine adds no steps.
/// </summary>
/// <param name="target">The target of the workflow. <see cref="Target.System"/> needs no product.</param>
/// <param name="description">The text shown in menus.</param>
/// <param name="products">The product types on whose subscriptions the workflow runs.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WorkflowAttribute(Target target, string description, params Type[] products)
    : WorkflowDeclarationAttribute(products.FirstOrDefault(), description)
{
    /// <summary>The target of the workflow.</summary>
    public Target Target { get; } = target;

    /// <summary>The product types on whose subscriptions it runs.</summary>
    public IReadOnlyList<Type> Products { get; } = products;
}
