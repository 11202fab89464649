namespace Orchestrator;

/// <summary>
/// Marks a workflow that reapplies the data of the core database to the external systems. A product has at most one. The workflow has no
/// form, and does not change the subscription in the core database.
/// </summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReconcileWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
