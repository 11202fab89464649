namespace Orchestrator;

/// <summary>The field is not shown. It keeps the value that the form has set, regardless of what is posted.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class HiddenAttribute : Attribute;
