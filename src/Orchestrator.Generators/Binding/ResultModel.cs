using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Binding;

/// <summary>How a result is collected.</summary>
/// <param name="Kind">What it is to the state.</param>
/// <param name="CanBeNull">True when keys are read from a value that may be null, and then gives none.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Path">How a subscription is read from the result: empty, or <c>.Model</c> for a view.</param>
internal sealed record ResultModel(ResultKind Kind, bool CanBeNull, EquatableArray<OutputKey> Keys, string Path = "");
