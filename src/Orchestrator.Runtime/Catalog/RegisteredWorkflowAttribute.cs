using System.ComponentModel;

namespace Orchestrator.Catalog;

/// <summary>
/// Publishes one workflow that an assembly registers, so that rules such as "one reconcile workflow per product" apply across projects and
/// packages. Emitted code only.
/// </summary>
/// <param name="name">The workflow's name.</param>
/// <param name="target">The target of the workflow.</param>
/// <param name="products">The product types on whose subscriptions the workflow runs.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegisteredWorkflowAttribute(string name, Target target, params Type[] products) : Attribute
{
    /// <summary>The workflow's name.</summary>
    public string Name { get; } = name;

    /// <summary>The target of the workflow.</summary>
    public Target Target { get; } = target;

    /// <summary>The product types on whose subscriptions it runs.</summary>
    public IReadOnlyList<Type> Products { get; } = products;
}
