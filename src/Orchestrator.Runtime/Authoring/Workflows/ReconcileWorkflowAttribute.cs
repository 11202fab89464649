namespace Orchestrator;

/// <summary>
/// Marks a workflow that puts what the core database says into the external systems again. A product has one at most, it asks nothing, and
/// it changes nothing of the subscription in the core database.
/// </summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReconcileWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
