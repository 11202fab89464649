namespace Orchestrator;

/// <summary>The field is not shown, and stays as the form has filled it, whatever is posted.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class HiddenAttribute : Attribute;
