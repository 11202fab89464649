namespace Orchestrator;

/// <summary>The choices of the field are shown as radio buttons instead of a drop-down list.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RadioAttribute : Attribute;
