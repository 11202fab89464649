namespace Orchestrator;

/// <summary>
/// Marks a member of the state of an external resource, or a type of such members, whose value the external system assigns. It is not
/// compared. An apply keeps the actual value; the desired value is used only when the object is created.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class NotComparedAttribute : Attribute;
