namespace Orchestrator;

/// <summary>Marks a workflow that creates a subscription of a product. Its initial state is the result of its form.</summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CreateWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
