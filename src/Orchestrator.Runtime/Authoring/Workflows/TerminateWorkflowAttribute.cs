namespace Orchestrator;

/// <summary>Marks a workflow that ends a subscription.</summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminateWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
