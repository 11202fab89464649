using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Resources;

/// <summary>A type of a state, member by member.</summary>
/// <param name="Name">The name of its shape.</param>
/// <param name="Type">The type.</param>
/// <param name="Members">Its compared members.</param>
/// <param name="Taken">What is taken from the actual object before an apply, each as an assignment.</param>
/// <param name="IsCopied">True when the assignments make a copy, false when they change the object.</param>
internal sealed record StateTypeModel(
    string Name,
    string Type,
    EquatableArray<StateMemberModel> Members,
    EquatableArray<string> Taken,
    bool IsCopied
);
