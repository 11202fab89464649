namespace Orchestrator;

/// <summary>
/// Marks a list in the state of an external resource, or the type of its elements: two elements are the same one when this member of them
/// is equal, whatever their place. Paths of differences have the key, not an index.
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
