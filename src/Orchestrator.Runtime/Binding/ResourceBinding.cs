using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>The binding of an external resource, which the build emits.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="StateKey">The state key in which the object's key is passed to other steps; null for a set of objects.</param>
/// <param name="Create">Creates the resource with its services.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ResourceBinding(string Id, string Name, string? StateKey, Func<BindingCall, ExternalResourceBase> Create)
{
    /// <summary>The external system that holds the object; null when none is named.</summary>
    public string? System { get; init; }

    /// <summary>False for a system that cannot be read.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Whether a modify workflow writes the object although nothing differs: its state has values that are never read.</summary>
    public bool HasWriteOnlyValues { get; init; }

    /// <summary>The time within which the system has the written state; null if it has the state immediately.</summary>
    public TimeSpan? SettlesWithin { get; init; }

    /// <summary>The identity of a step on the resource in stored processes.</summary>
    internal string StepId(ResourceAction action) => $"{Id}.{action}";

    /// <summary>The name of a step on the resource, as operators see it.</summary>
    internal string StepName(ResourceAction action) => $"{action} {Name}";
}
