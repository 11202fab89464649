using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A reconcile workflow to emit.</summary>
/// <param name="Workflow">How it is registered.</param>
/// <param name="Accessibility">The accessibility of its method.</param>
/// <param name="Method">The name of its method, escaped.</param>
/// <param name="Source">The modify workflow's method, escaped.</param>
/// <param name="Defaults">The step that runs before the chains, escaped; null for none.</param>
/// <param name="Chains">The chains that it runs.</param>
internal sealed record ReconcileModel(
    WorkflowModel Workflow,
    string Accessibility,
    string Method,
    string Source,
    string? Defaults,
    EquatableArray<ChainModel> Chains
);
