namespace Orchestrator.Generators.Binding;

/// <summary>What a parameter of a step or form is bound to.</summary>
internal enum ParameterKind
{
    /// <summary>A state key that must be there.</summary>
    Value,

    /// <summary>A state key that may be missing.</summary>
    OptionalValue,

    /// <summary>A subscription, loaded fresh.</summary>
    Subscription,

    /// <summary>A subscription, or null.</summary>
    OptionalSubscription,

    /// <summary>A service.</summary>
    Service,

    /// <summary>The whole state.</summary>
    State,

    /// <summary>The process.</summary>
    Process,

    /// <summary>The logger.</summary>
    Logger,

    /// <summary>The stop signal.</summary>
    CancellationToken,

    /// <summary>The session that asks a form's pages.</summary>
    Form,
}
