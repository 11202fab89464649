using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A reconcile workflow to emit.</summary>
/// <param name="Workflow">How it is registered.</param>
/// <param name="Accessibility">The accessibility of its method.</param>
/// <param name="Method">The name of its method, escaped.</param>
/// <param name="Source">The modify workflow's method, as documentation names it.</param>
/// <param name="Operands">What follows <c>Begin</c>.</param>
/// <param name="Chains">The chains, as documentation names them.</param>
internal sealed record ReconcileModel(
    WorkflowModel Workflow,
    string Accessibility,
    string Method,
    string Source,
    EquatableArray<string> Operands,
    EquatableArray<string> Chains);
