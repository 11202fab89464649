using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Catalogue;

/// <summary>What the catalogue of an assembly says.</summary>
/// <param name="AssemblyName">The assembly.</param>
/// <param name="Workflows">Its workflows, those of a product together.</param>
/// <param name="Idle">Its products that none of these workflows is about: of each class the names of its products.</param>
internal sealed record CatalogueModel(string AssemblyName, EquatableArray<CataloguedWorkflow> Workflows, EquatableArray<string> Idle);

/// <summary>A workflow in the catalogue.</summary>
/// <param name="Products">The names of its products; of a type that is none, the type's.</param>
/// <param name="Name">Its registered name.</param>
/// <param name="Target">What it does.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Source">Where it comes from: its method, or the modify workflow that it is emitted from.</param>
/// <param name="Asks">The state keys that its form gives.</param>
/// <param name="Steps">The author's steps; default when they are computed.</param>
/// <param name="IsPlain">True when nothing is put around the steps.</param>
/// <param name="IsReadable">False when the steps are computed.</param>
internal sealed record CataloguedWorkflow(
    EquatableArray<string> Products,
    string Name,
    WorkflowTarget Target,
    string Description,
    string Source,
    EquatableArray<string> Asks,
    EquatableArray<CataloguedStep> Steps,
    bool IsPlain,
    bool IsReadable
);

/// <summary>A step in the catalogue.</summary>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Reads">The state keys and subscriptions that it takes.</param>
/// <param name="Writes">The state keys that it gives, and the subscriptions that it saves.</param>
/// <param name="IsConditional">True when it may be skipped.</param>
/// <param name="Group">The name of the group or callback step that it is a part of; null for none.</param>
internal sealed record CataloguedStep(
    string Name,
    EquatableArray<string> Reads,
    EquatableArray<string> Writes,
    bool IsConditional,
    string? Group
);
