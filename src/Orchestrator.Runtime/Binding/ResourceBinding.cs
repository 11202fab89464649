using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>How an external resource is made and named, emitted at build time.</summary>
/// <param name="Id">The stable identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="StateKey">The state key that gives the object's key to other steps; null for a set of objects.</param>
/// <param name="Create">Makes the resource, with its services.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ResourceBinding(string Id, string Name, string? StateKey, Func<BindingCall, ExternalResourceBase> Create)
{
    /// <summary>The external system that holds the object; null when none is named.</summary>
    public string? System { get; init; }

    /// <summary>False for a system that cannot be read.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>How long the system may take until it holds what was written; null when it has to hold it at once.</summary>
    public TimeSpan? SettlesWithin { get; init; }

    /// <summary>The identity of a step on the resource in stored processes.</summary>
    internal string StepId(ResourceAction action) => $"{Id}.{action}";

    /// <summary>The name of a step on the resource, as operators see it.</summary>
    internal string StepName(ResourceAction action) => $"{action} {Name}";
}
