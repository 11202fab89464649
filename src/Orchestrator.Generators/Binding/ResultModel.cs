using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>How a result is collected.</summary>
/// <param name="Kind">What it is to the state.</param>
/// <param name="CanBeNull">True when keys are read from a value that may be null, and then gives none.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Access">How the result is a subscription; none for any other result.</param>
internal sealed record ResultModel(
    ResultKind Kind,
    bool CanBeNull,
    EquatableArray<OutputKey> Keys,
    SubscriptionAccess Access = SubscriptionAccess.None
);
