namespace Orchestrator;

/// <summary>
/// Marks a list in the state of an external resource, or the type of its elements. Elements are identified by this member and not by their
/// index, and paths of differences contain its value.
/// </summary>
/// <param name="member">The member of the elements, for example <c>nameof(Sap.PortId)</c>.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class ElementKeyAttribute(string member) : Attribute
{
    /// <summary>The member of the elements.</summary>
    public string Member { get; } = member;
}
