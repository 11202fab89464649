using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Binding;

/// <summary>How a step or form method is called.</summary>
/// <param name="Method">The method as emitted code names it.</param>
/// <param name="IsAwaited">True when what it returns is awaited.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="Result">What is collected.</param>
internal sealed record InvocationModel(string Method, bool IsAwaited, EquatableArray<ParameterModel> Parameters, ResultModel Result);
