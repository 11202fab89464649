namespace Orchestrator.Generators.Binding;

/// <summary>What the result of a step or form is to the state.</summary>
internal enum ResultKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The subscription.</summary>
    Subscription,

    /// <summary>A state to merge.</summary>
    State,

    /// <summary>A value whose parts are keys.</summary>
    Keys,
}
