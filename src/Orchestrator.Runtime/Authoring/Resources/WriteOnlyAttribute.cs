namespace Orchestrator;

/// <summary>
/// Marks a member of the state of an external resource, or a type of such members, that is pushed and can never be read, such as a
/// password. It is not compared, and shown nowhere.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class WriteOnlyAttribute : Attribute;
