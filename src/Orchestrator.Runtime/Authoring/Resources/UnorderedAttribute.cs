namespace Orchestrator;

/// <summary>Marks a list in the state of an external resource whose order is not significant: it is compared as a set.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class UnorderedAttribute : Attribute;
