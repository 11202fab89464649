namespace Orchestrator;

/// <summary>All choices of the field are shown beside each other, instead of in a list that opens.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RadioAttribute : Attribute;
