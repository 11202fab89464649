namespace Orchestrator;

/// <summary>
/// Marks a workflow that changes a subscription. If its steps use an <see cref="ExternalSystemStepsAttribute"/> chain, the build emits the
/// product's reconcile workflow from it.
/// </summary>
/// <param name="product">The product type, a class marked <see cref="ProductAttribute"/>.</param>
/// <param name="description">The text shown in menus.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModifyWorkflowAttribute(Type product, string description) : WorkflowDeclarationAttribute(product, description);
