namespace Orchestrator;

/// <summary>
/// Marks a member of the state of an external resource, or a type of such members, that is written and can never be read, such as a
/// password. It is not compared and not shown.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class WriteOnlyAttribute : Attribute;
