namespace Orchestrator;

/// <summary>
/// Marks a workflow that compares a subscription with the external systems. It makes no changes, and reports a difference by throwing <see
/// cref="InconsistentDataException"/>.
/// </summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ValidateWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
