using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Publishing;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>All that is emitted for one class with workflows or steps.</summary>
/// <param name="Type">The class.</param>
/// <param name="StepPrefix">The name with which the identities of its steps begin.</param>
/// <param name="Workflows">The workflows that it declares.</param>
/// <param name="Reconciles">The reconcile workflows that it gets.</param>
/// <param name="Validates">The validate workflows that it gets.</param>
/// <param name="Steps">The steps that it declares.</param>
/// <param name="Published">The steps of the chains that other assemblies can use.</param>
/// <param name="Unseen">The members that name a type which the compilation does not have, so that they are left out.</param>
/// <param name="UseDiagnostics">The ids that the compiler reports where what it emits names the author's members and types.</param>
internal sealed record WorkflowClassModel(
    TypeHierarchy Type,
    string StepPrefix,
    EquatableArray<WorkflowModel> Workflows,
    EquatableArray<ReconcileModel> Reconciles,
    EquatableArray<ValidateModel> Validates,
    EquatableArray<StepModel> Steps,
    EquatableArray<PublishedStepModel> Published,
    EquatableArray<string> Unseen,
    EquatableArray<string> UseDiagnostics
)
{
    /// <summary>True when nothing is emitted into the class: it only has chains that other assemblies can use.</summary>
    public bool IsPublishedOnly => Workflows.Count + Reconciles.Count + Steps.Count + Unseen.Count == 0;
}
