using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Resources;

/// <summary>All that is emitted for an external resource.</summary>
/// <param name="Type">The class.</param>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="System">The external system; null when none is named.</param>
/// <param name="IsReadable">False for a system that cannot be read.</param>
/// <param name="StateKey">The state key of the object's key; null for a set of objects.</param>
/// <param name="Services">What its constructor takes.</param>
/// <param name="View">How a subscription is shown as what is described.</param>
/// <param name="State">The shape of its state.</param>
/// <param name="StateType">The type of its state.</param>
/// <param name="States">The types that its state is made of.</param>
internal sealed record ResourceModel(
    TypeHierarchy Type,
    string Id,
    string Name,
    string? System,
    bool IsReadable,
    string? StateKey,
    EquatableArray<ServiceModel> Services,
    ResourceViewModel? View,
    string State,
    string StateType,
    EquatableArray<StateTypeModel> States
)
{
    /// <summary>The ids that the compiler reports where what is emitted names the author's members and types.</summary>
    public EquatableArray<string> UseDiagnostics { get; init; }

    /// <summary>How long the system may take until it holds what was written, in ticks; null for not at all.</summary>
    public long? SettlesWithin { get; init; }

    /// <summary>True for a state of which some values can never be read, however deep.</summary>
    public bool HasWriteOnly { get; init; }

    /// <summary>True for a class of which nothing is emitted but that it was left out.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>Leaves out a class for something that it needs and the compilation does not have.</summary>
    public static ResourceModel LeaveOut(TypeHierarchy type) =>
        new(type, "", "", null, true, "", default, null, "", "", default) { IsLeftOut = true };
}
