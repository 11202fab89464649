namespace Orchestrator;

/// <summary>
/// The value is sensitive. What is posted for a field of a form is not shown by clients, and no error repeats it. A member of the state of
/// an external resource, or a type of such members, is compared and pushed, and shown as <c>•••</c> wherever a difference is.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
)]
public sealed class SensitiveAttribute : Attribute;
