using System.ComponentModel;

namespace Orchestrator.Catalog;

/// <summary>
/// Publishes one step of a chain for other assemblies, so that rules about the state keys of a workflow apply across projects and packages.
/// Emitted code only.
/// </summary>
/// <param name="chain">The documentation id of the chain's member.</param>
/// <param name="position">The step's place in the chain, from 0.</param>
/// <param name="id">Its identity in stored processes.</param>
/// <param name="name">The name shown to operators.</param>
/// <param name="traits">The keys that the step reads and writes and its other properties, in the format of the generator.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PublishedStepAttribute(string chain, int position, string id, string name, params string[] traits) : Attribute
{
    /// <summary>The documentation id of the chain's member.</summary>
    public string Chain { get; } = chain;

    /// <summary>The step's place in the chain, from 0.</summary>
    public int Position { get; } = position;

    /// <summary>Its identity in stored processes.</summary>
    public string Id { get; } = id;

    /// <summary>The name shown to operators.</summary>
    public string Name { get; } = name;

    /// <summary>The keys that the step reads and writes and its other properties, in the format of the generator.</summary>
    public IReadOnlyList<string> Traits { get; } = traits;

    /// <summary>The version of the traits. A generator that uses a different version does not analyse the chain.</summary>
    public int Version { get; init; }
}
