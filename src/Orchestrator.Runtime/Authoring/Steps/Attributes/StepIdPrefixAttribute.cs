namespace Orchestrator;

/// <summary>
/// Keeps the identities of the steps of a class that was renamed: they begin with the old name, so that processes which have finished or
/// wait at one of them find their place.
/// </summary>
/// <param name="prefix">The name that the class had, for example <c>ZoneWorkflows</c>; of a nested class with those around it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class StepIdPrefixAttribute(string prefix) : Attribute
{
    /// <summary>What the identity of each step of the class begins with, in place of the class's name.</summary>
    public string Prefix { get; } = prefix;
}
