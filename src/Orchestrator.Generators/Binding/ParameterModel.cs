using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Binding;

/// <summary>How a parameter is bound.</summary>
/// <param name="Kind">What it is bound to.</param>
/// <param name="Type">The fully qualified type; empty where the kind says it all.</param>
/// <param name="Key">The state key; empty where there is none.</param>
/// <param name="Default">What to take when the key is missing, null where it must be there; of a service its key, null for none.</param>
/// <param name="View">The lifecycle of the view that a subscription is shown as; empty for the subscription itself.</param>
/// <param name="CanBeNull">True for a value that may be null although nothing stands for a missing key, or something that is not null
/// does; for a service that need not be registered.</param>
internal sealed record ParameterModel(
    ParameterKind Kind,
    string Type = "",
    string Key = "",
    ConstantModel? Default = null,
    string View = "",
    bool CanBeNull = false
);
