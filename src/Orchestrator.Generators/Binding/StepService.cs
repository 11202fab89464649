using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Binding;

/// <summary>A parameter that is taken for a service.</summary>
/// <param name="Key">The state key that it would take if it were a value.</param>
/// <param name="Parameter">The parameter.</param>
internal sealed record StepService(string Key, IParameterSymbol Parameter);
