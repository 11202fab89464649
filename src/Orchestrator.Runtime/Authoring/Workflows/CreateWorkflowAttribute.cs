namespace Orchestrator;

/// <summary>Marks a workflow that makes a new subscription of a product. It runs with the state that its form gives.</summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CreateWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
