namespace Orchestrator;

/// <summary>
/// Marks a member of the state of an external resource, or a type of such members, that the external system decides. It is not compared and
/// not pushed: before an apply the actual value takes its place, or the desired one when the object is created.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class NotComparedAttribute : Attribute;
