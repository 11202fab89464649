namespace Orchestrator;

/// <summary>
/// The value is sensitive. For a field of a form, clients do not show the value, and errors do not repeat it. A member of the state of an
/// external resource, or a type of such members, is compared and written, and differences show it as <c>•••</c>.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class SensitiveAttribute : Attribute;
