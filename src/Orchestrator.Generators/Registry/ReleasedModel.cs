using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Shipping;

namespace Orchestrator.Generators.Registry;

/// <summary>A workflow with its steps as released.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="IsBroken">True when its author has broken it on purpose since.</param>
/// <param name="Steps">The steps.</param>
internal sealed record ReleasedModel(string Name, bool IsBroken, EquatableArray<StepLine> Steps);
