using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A validate workflow to emit.</summary>
/// <param name="Workflow">How it is registered.</param>
/// <param name="Accessibility">The accessibility of its method.</param>
/// <param name="Method">The name of its method, escaped.</param>
/// <param name="Source">The modify workflow's method, escaped.</param>
/// <param name="Resources">The fully qualified types of the resources that it compares.</param>
internal sealed record ValidateModel(
    WorkflowModel Workflow,
    string Accessibility,
    string Method,
    string Source,
    EquatableArray<string> Resources
);
